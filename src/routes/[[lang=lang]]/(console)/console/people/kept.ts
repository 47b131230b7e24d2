import type { RequestEvent } from '@sveltejs/kit';
import { toPath } from '#shared/lang.ts';

type Name = 'draft' | 'found' | 'number' | 'code' | 'glass';

// A browser keeps 4 kB in one cookie; a long form takes two.
const pieceLength = 3500;
const pieces = [0, 1, 2] as const;
const lifetime = 15 * 60;
const nameOf = (name: Name, at: number) => `k-${name}-${at}`;

/** Keeps a sealed note for this browser's next page of the console: it stands in no address and no history (P18). */
export function keep({ cookies, url, locals }: RequestEvent, name: Name, sealed: string): void {
	const path = toPath(locals.lang, '/console');
	for (const at of pieces) {
		const piece = sealed.slice(at * pieceLength, (at + 1) * pieceLength);
		if (piece)
			cookies.set(nameOf(name, at), piece, {
				path,
				httpOnly: true,
				sameSite: 'strict',
				secure: url.protocol === 'https:',
				maxAge: lifetime
			});
		else if (cookies.get(nameOf(name, at))) cookies.delete(nameOf(name, at), { path });
	}
}

/** The sealed note of that name, if there is one. */
export function kept({ cookies }: Pick<RequestEvent, 'cookies'>, name: Name): string | undefined {
	return pieces.map((at) => cookies.get(nameOf(name, at)) ?? '').join('') || undefined;
}

/** Takes a note off this browser. */
export function drop({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>, name: Name): void {
	for (const at of pieces) if (cookies.get(nameOf(name, at))) cookies.delete(nameOf(name, at), { path: toPath(locals.lang, '/console') });
}
