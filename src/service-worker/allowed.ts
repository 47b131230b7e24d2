import { langs } from '../shared/lang.ts';
import { isForAll, isKeptFile, isKeptGuide } from '../shared/kept.ts';

/** The one thing this device keeps unasked: a page without our name (S-06, P18). */
export const neutralPage = '/offline.html';

/** The addresses whose failing navigation may be answered: with what was kept for it when asked, or with the neutral page. English has no prefix. */
const open = ['', 'leave', 'safety', 'rights', 'languages', 'support', 'support/kept', 'guides', 'guides/kept'];
const prefixes: readonly string[] = langs.filter((lang) => lang !== 'en');

/**
 * Whether the service worker may answer for this address when the network does not. Sign-in and everything about a person is the browser's own matter:
 * a name that is not on the list is left alone. From S-12.
 */
export function mayAnswer({ method, mode, url }: Pick<Request, 'method' | 'mode' | 'url'>, origin: string): boolean {
	const address = new URL(url);
	if (method !== 'GET' || mode !== 'navigate' || address.origin !== origin) return false;
	const parts = address.pathname.split('/').slice(1);
	if (prefixes.includes(parts[0] ?? '')) parts.shift();
	const path = parts.join('/');
	return open.includes(path) || isKeptGuide(`/${path}`);
}

/** Whether this is a script or the sheet of the kept page, which may be answered from what was kept when the network is away. No page, no picture, no data. */
export function isPart({ method, mode, url }: Pick<Request, 'method' | 'mode' | 'url'>, origin: string): boolean {
	const address = new URL(url);
	return method === 'GET' && mode !== 'navigate' && address.origin === origin && address.search === '' && isKeptFile(address.pathname);
}

/** Whether this address is the way out, in any language. */
export const isWayOut = (path: string): boolean => ['/leave', ...prefixes.map((prefix) => `/${prefix}/leave`)].includes(path);

/**
 * Whether this answer may be kept as the neutral page. A page of somebody's own, a page from elsewhere, an error or anything that says "do not store" is not,
 * even where it came from the neutral page's address (S-12): a house that is half down, or a hotel's network, answers every address with something.
 */
export function mayKeep(answer: Pick<Response, 'ok' | 'redirected' | 'url' | 'headers'>, origin: string): boolean {
	const address = new URL(answer.url, origin);
	return address.origin === origin && address.pathname === neutralPage && address.search === '' && isForAll(answer);
}
