import { langs, toPath } from './lang.ts';

/** The caches of what somebody asked this device to keep: a list of help, and guides. Leaving deletes them (P18); `client/leave.ts` names them for itself, because page.js is one file. */
export const keptCache = 'kept';
export const guidesCache = 'kept-guides';
export const keptCaches: readonly string[] = [keptCache, guidesCache];

/** The pages that read them, in each language. */
export const keptPages: readonly string[] = langs.map((lang) => toPath(lang, '/support/kept'));
export const guidesPages: readonly string[] = langs.map((lang) => toPath(lang, '/guides/kept'));

/** Under which address the lists themselves lie in the cache. No such address is served: only the page reads it, and it is never asked for again unasked. */
export const keptList = '/support/kept.json';
export const guidesList = '/guides/kept.json';

/** Where the list of an area, or what belongs to the guides of a language, is fetched from when somebody presses the button. */
export const listAddress = (area: string): string => `/support/keep/${area}.json`;
export const guidesAddress = (lang: string): string => `/guides/keep/${lang}.json`;

/** Whether this address is one of the files without which the kept pages could not be read: their scripts and their sheet, and no other. */
export const isKeptFile = (path: string): boolean =>
	/^\/_app\/(?:(?:page|kept|read)\.js|immutable\/assets\/public\.[\w-]+\.css)$/.test(path);

/** What answers for an address while the network is away, in which cache and in which order; nothing where nothing may. */
export function keptFor(path: string): readonly { cacheName: string; address: string }[] {
	const list = among(path, '/support', keptPages);
	if (list) return [{ cacheName: keptCache, address: list }];
	const guides = among(path, '/guides', guidesPages);
	// The list of guides has a search when it is kept: it stands in for the one that has none.
	if (guides) return [{ cacheName: guidesCache, address: guides }];
	return isKeptGuide(path) ? [{ cacheName: guidesCache, address: path }] : [];
}

function among(path: string, start: string, pages: readonly string[]): string | null {
	const at = langs.map((lang) => toPath(lang, start)).indexOf(path);
	return pages[at] ?? (pages.includes(path) ? path : null);
}

const keptGuide = new RegExp(`^(?:/(?:${langs.join('|')}))?/(?:safety|rights|guides/(?!keep(?:/|$))[a-z-]+(?:/(?:short|easy|beside))?)$`);
/** Whether this is a page that can be kept with the guides: a guide in one of its readings, the words, safety, rights. */
export const isKeptGuide = (path: string): boolean => keptGuide.test(path) && !path.startsWith('/en/');

/** An answer that is the same for everybody and says that it may be kept: no error, no other address, no cookie, nothing of somebody's own (S-12). */
export function isForAll({ ok, redirected, headers }: Pick<Response, 'ok' | 'redirected' | 'headers'>): boolean {
	return ok && !redirected && !/no-store|private/i.test(headers.get('cache-control') ?? '') && !headers.has('set-cookie');
}
