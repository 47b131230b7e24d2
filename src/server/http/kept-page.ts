/** What the hooks write on a public page, and on nothing else: only what carries it may be kept in memory. A page that forgot to say what it is is not kept. */
export const keptPage = 'public, no-cache';
