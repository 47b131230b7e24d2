import { accesses, audiences, crimes, everywhere, needs, ways } from './codes.ts';
import { forceAreas, towns } from './places.ts';
import type { Doc } from './record.ts';
import data from './vocabulary.json' with { type: 'json' };

/** Kinds of our codes: each is a taxonomy of its own. 'text' holds words as they are, its value says them. */
export const kinds = ['need', 'crime', 'for', 'way', 'access', 'area', 'town', 'scope', 'is', 'bank', 'capacity', 'text'] as const;
export type Kind = (typeof kinds)[number];
export type TermDoc = Doc & { name: string; description: string; taxonomy: string; taxonomy_id: string; term: string; term_uri: string };
export type TaxonomyDoc = Doc & { name: string; description: string; uri: string };

/** Marks what we ourselves say of an entry, among what its own feed says: the `link_type` of its attribute. */
export const ours = 'waymark';
/** Where our taxonomies have their addresses: a term is at `<kind>/<code>` below it. */
export const vocabulary = 'https://waymark.example.org/taxonomies/';

/** The codes of each kind, in the order in which they are shown. */
const codesOf: Record<Kind, readonly string[]> = {
	need: needs,
	crime: crimes,
	for: audiences,
	way: ways,
	access: accesses,
	area: [everywhere, ...forceAreas.map(({ code }) => code)],
	town: towns.map(({ code }) => code),
	scope: ['lives', 'happened', 'either'],
	is: ['free', 'unreported', 'witnesses', 'refuge', 'checked'],
	bank: ['open', 'closed'],
	capacity: ['open', 'waiting', 'full'],
	text: ['keyword', 'summary']
};

/** An id that is the same for the same words, in every version of the house: a UUID of our own making (RFC 9562, version 8). */
export function idFor(words: string): string {
	const parts = [1779033703, 3144134277, 1013904242, 2773480762].map((start, at) => {
		let h = start;
		for (let i = 0; i < words.length; i++) h = Math.imul(h ^ words.charCodeAt(i), 597399067 + 2 * at) ^ (h >>> 13);
		h = Math.imul(h ^ (h >>> 16), 2246822507);
		return ((h ^ (h >>> 15)) >>> 0).toString(16).padStart(8, '0');
	});
	const hex = parts.join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const isKind = (text: string): text is Kind => (kinds as readonly string[]).includes(text);
const names: Record<string, string> = {
	...data.names,
	...Object.fromEntries(forceAreas.map(({ code, name }) => [`area.${code}`, name])),
	...Object.fromEntries(towns.map(({ code, name }) => [`town.${code}`, name]))
};

/**
 * A code of ours as a taxonomy term of the standard. Its id is derived from the code and never changes. `named` is what it is called in English, where a
 * locale says so; otherwise places and what this file knows have their names, and the rest their code.
 */
export function termOf(kind: Kind, code: string, named?: string): TermDoc {
	const term = `${kind}.${code}`;
	const name = names[term] ?? (named && named !== `codes.${term}` ? named : term);
	return {
		id: idFor(`${vocabulary}${kind}/${code}`),
		name,
		description: `${data.taxonomies[kind].description} ${name}.`,
		taxonomy: ours,
		taxonomy_id: idFor(vocabulary + kind),
		term,
		term_uri: `${vocabulary}${kind}/${code}`
	};
}

/** Which code of ours a taxonomy term stands for, by its address; null where it is another's, or one we do not know. */
export function codeOfTerm(doc: { taxonomy?: unknown; term_uri?: unknown } | undefined): { kind: Kind; code: string } | null {
	if (typeof doc?.term_uri !== 'string' || !doc.term_uri.startsWith(vocabulary)) return null;
	const [kind = '', code = ''] = doc.term_uri.slice(vocabulary.length).split('/');
	return isKind(kind) && codesOf[kind].includes(code) ? { kind, code } : null;
}

/** Every term of ours, or of one kind. */
export const termsOf = (kind?: Kind, nameOf?: (kind: Kind, code: string) => string): TermDoc[] =>
	(kind ? [kind] : kinds).flatMap((each) => codesOf[each].map((code) => termOf(each, code, nameOf?.(each, code))));

/** The taxonomies these terms are taken from, one for each kind. */
export const taxonomies: readonly (TaxonomyDoc & { kind: Kind })[] = kinds.map((kind) => ({
	kind,
	id: idFor(vocabulary + kind),
	...data.taxonomies[kind],
	uri: vocabulary + kind
}));

/** Where an area has its address, as a service area of the standard names it. */
export const areaUri = (code: string): string => `${vocabulary}area/${code}`;
/** What the standard's own line on accreditation says of ours. @param until the last day, `YYYY-MM-DD` */
export const accreditedUntil = (until: string): string => data.accredited + until;
