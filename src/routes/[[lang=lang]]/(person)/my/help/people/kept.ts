import type { RequestEvent } from '@sveltejs/kit';
import { toPath } from '#shared/lang.ts';

type Name = 'draft' | 'code';
const lifetime = 15 * 60;
const pathOf = (event: Pick<RequestEvent, 'locals'>) => toPath(event.locals.lang, '/my/help/people');

/** Keeps a sealed note for this browser's next page about who is let in: it stands in no address and no history (P18). */
export function keep(event: RequestEvent, name: Name, sealed: string): void {
	const secure = event.url.protocol === 'https:';
	event.cookies.set(`h-${name}`, sealed, { path: pathOf(event), httpOnly: true, sameSite: 'strict', secure, maxAge: lifetime });
}

/** The sealed note of that name, if there is one. */
export const kept = ({ cookies }: Pick<RequestEvent, 'cookies'>, name: Name): string | undefined => cookies.get(`h-${name}`) || undefined;

/** Takes a note off this browser. */
export function drop(event: Pick<RequestEvent, 'cookies' | 'locals'>, name: Name): void {
	if (event.cookies.get(`h-${name}`)) event.cookies.delete(`h-${name}`, { path: pathOf(event) });
}
