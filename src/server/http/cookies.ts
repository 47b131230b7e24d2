import type { Cookies } from '@sveltejs/kit';

/** A person's session and a worker's never share a cookie: each is ignored at the other's doors. 's' is a sealed ticket on the way in, 'd' sealed answers on the way through a form. */
export type CookieKind = 'w' | 'c' | 's' | 'd';

/** With https the prefix keeps any other host from writing it; plain http (a local demonstration) knows no prefix. */
const nameOf = (kind: CookieKind, url: URL) => (url.protocol === 'https:' ? `__Host-${kind}` : kind);

export const readToken = (cookies: Cookies, url: URL, kind: CookieKind): string | undefined => cookies.get(nameOf(kind, url));

/** No Max-Age: it ends with the browser. */
export function writeToken(cookies: Cookies, url: URL, kind: CookieKind, token: string): void {
	cookies.set(nameOf(kind, url), token, { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' });
}

export function dropToken(cookies: Cookies, url: URL, kind: CookieKind): void {
	cookies.delete(nameOf(kind, url), { path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' });
}
