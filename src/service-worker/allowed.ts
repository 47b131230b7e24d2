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
