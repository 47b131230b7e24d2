/** The beginnings of addresses by language, as lang.ts has them. Written out: what `kept.js` shares with other scripts becomes a file of its own, which it would lack. */
const prefixes = ['', '/cy', '/ar'];

/** The cache of what somebody asked this device to keep. Leaving deletes it (P18); `client/leave.ts` names it for itself, because page.js is one file. */
export const keptCache = 'kept';

/** The page that reads it, in each language. */
export const keptPages: readonly string[] = prefixes.map((prefix) => `${prefix}/support/kept`);

/** Under which address the list itself lies in the cache. No such address is served: only the page reads it, and it is never asked for again unasked. */
export const keptList = '/support/kept.json';

/** Where the list of an area is fetched from, when somebody presses the button. */
export const listAddress = (area: string): string => `/support/keep/${area}.json`;

/** Whether this address is one of the files without which the kept page could not be read: its scripts and its sheet, and no other. */
export const isKeptFile = (path: string): boolean => /^\/_app\/(?:(?:page|kept)\.js|immutable\/assets\/public\.[\w-]+\.css)$/.test(path);

/** The kept page that answers for an address of the directory while the network is away; null where none does. */
export function keptPageFor(path: string): string | null {
	const at = prefixes.map((prefix) => `${prefix}/support`).indexOf(path);
	return keptPages[at] ?? (keptPages.includes(path) ? path : null);
}

/** An answer that is the same for everybody and says that it may be kept: no error, no other address, no cookie, nothing of somebody's own (S-12). */
export function isForAll({ ok, redirected, headers }: Pick<Response, 'ok' | 'redirected' | 'headers'>): boolean {
	return ok && !redirected && !/no-store|private/i.test(headers.get('cache-control') ?? '') && !headers.has('set-cookie');
}
