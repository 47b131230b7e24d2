/** What the hooks write on a public page, and on nothing else: only what carries it may be kept in memory. A page that forgot to say what it is is not kept. */
export const keptPage = 'public, no-cache';
/** A public page that changes, such as an entry of the directory: kept by the browser for a minute, and in no memory of ours. */
export const keptMinute = 'public, max-age=60';
