import type { KeyProvider } from '#server/crypto/key-provider.ts';
import { openQuery, sealQuery } from '#server/crypto/sealed-query.ts';
import { askedOf, codesOf, nothingAsked, type Asked } from '../domain/asked.ts';
import { listOf, listText } from '../domain/shortlist.ts';

/** What an address of the directory says: what is looked for (null: nothing yet), the list that goes along, and whether what was sealed could not be used. */
export type Address = { asked: Asked | null; list: string[]; fault: 'old' | 'unreadable' | null; page: number };
type House = { provider: KeyProvider; now: Date };

/** What was looked for, sealed for an address (P18). */
export const sealAsked = ({ provider, now }: House, asked: Asked): string =>
	sealQuery(provider, 'search', JSON.stringify({ q: asked.q, f: codesOf(asked) }), now);

/** A list, sealed for an address; nothing where it is empty. */
export const sealList = ({ provider, now }: House, list: readonly string[]): string =>
	list.length ? sealQuery(provider, 'list', listText(list), now) : '';

/** Reads an address: sealed (`s`, `l`), or in plain words where somebody made a link to share (`q`, `f`, and `k` for a list). */
export function readAddress({ provider, now }: House, params: URLSearchParams): Address {
	const page = Number(params.get('page') ?? 1);
	const list = listIn({ provider, now }, params);
	const sealed = params.get('s');
	if (sealed === null) {
		const isAsked = params.has('q') || params.has('f');
		return { asked: isAsked ? askedOf(params.get('q') ?? '', (params.get('f') ?? '').split(',')) : null, ...list, page };
	}
	const opened = openQuery(provider, 'search', sealed, now);
	if (typeof opened === 'string') return { asked: null, ...list, fault: opened, page };
	return { asked: readAsked(opened.text), ...list, page };
}

function listIn({ provider, now }: House, params: URLSearchParams): Pick<Address, 'list' | 'fault'> {
	const sealed = params.get('l');
	if (!sealed) return { list: listOf(params.get('k') ?? ''), fault: null };
	const opened = openQuery(provider, 'list', sealed, now);
	return typeof opened === 'string' ? { list: [], fault: opened } : { list: listOf(opened.text), fault: null };
}

function readAsked(text: string): Asked {
	const { q, f } = JSON.parse(text) as { q: string; f: string[] };
	return askedOf(q, f);
}

/** What goes along with a form or a link: the search and the list, sealed; nothing for what is not there. */
export const alongParams = ({ s, l }: { s: string; l: string }): URLSearchParams =>
	new URLSearchParams(Object.entries({ s, l }).filter(([, sealed]) => sealed));

/** The address of what is looked for and of the list that goes along. */
export function addressOf(
	house: House,
	path: string,
	asked: Asked | null,
	list: readonly string[],
	more: Record<string, string> = {}
): string {
	const params = new URLSearchParams();
	if (asked) params.set('s', sealAsked(house, asked));
	if (list.length) params.set('l', sealList(house, list));
	for (const [name, value] of Object.entries(more)) params.set(name, value);
	const query = params.toString();
	return query ? `${path}?${query}` : path;
}

/** The link that somebody asked for, to share: in plain words and short codes, so that it can be read and does not end. */
export function plainLink({ q, ...asked }: Asked): string {
	const codes = codesOf({ ...nothingAsked, ...asked, isLost: false, places: [] });
	return `?${new URLSearchParams([...(q ? [['q', q]] : []), ...(codes.length ? [['f', codes.join(',')]] : [])] as [string, string][]).toString()}`;
}
