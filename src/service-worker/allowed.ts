/** The one thing this device keeps: a page without our name (S-06, P18). */
export const neutralPage = '/offline.html';

/** First words of the addresses whose failing navigation may be answered with the neutral page. English has no prefix. */
const open = ['', 'leave', 'safety', 'rights', 'languages'];
const prefixes = ['cy', 'ar'];

/**
 * Whether the service worker may answer for this address when the network does not. Sign-in and everything about a person is the browser's own matter:
 * a name that is not on the list is left alone. From S-12.
 */
export function mayAnswer({ method, mode, url }: Pick<Request, 'method' | 'mode' | 'url'>, origin: string): boolean {
	const address = new URL(url);
	if (method !== 'GET' || mode !== 'navigate' || address.origin !== origin) return false;
	const parts = address.pathname.split('/').slice(1);
	if (prefixes.includes(parts[0] ?? '')) parts.shift();
	return open.includes(parts[0] ?? '') && parts.length <= 1;
}

/**
 * Whether this answer may be kept as the neutral page. A page of somebody's own, a page from elsewhere, an error or anything that says "do not store" is not,
 * even where it came from the neutral page's address (S-12): a house that is half down, or a hotel's network, answers every address with something.
 */
export function mayKeep(
	{ ok, redirected, url, headers }: Pick<Response, 'ok' | 'redirected' | 'url' | 'headers'>,
	origin: string
): boolean {
	const address = new URL(url, origin);
	const isNeutral = address.origin === origin && address.pathname === neutralPage && address.search === '';
	const isPrivate = /no-store|private/i.test(headers.get('cache-control') ?? '') || headers.has('set-cookie');
	return ok && !redirected && isNeutral && !isPrivate;
}
