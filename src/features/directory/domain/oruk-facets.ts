import { noFacets, type Facets } from './facets.ts';
import type { AttributeDoc, LanguageDoc, ServiceDoc } from './record.ts';
import { areaOf } from './places.ts';
import { areaUri, codeOfTerm, idFor, ours, termOf, type Kind } from './vocabulary.ts';

/** What the hub knows of an entry beyond the standard. */
export type Known = { facets: Facets; isConfidential: boolean; checkedOn: string | null };
/** What a code is called in English; the code itself where no locale says so. */
export type NameOf = (kind: Kind, code: string) => string;

type Said = { kind: Kind; code: string; value?: string; label?: string };

/** Which codes say it, and the words that go with some of them. What is not known is not said. */
function saidIn({ facets, isConfidential, checkedOn }: Known): Said[] {
	const each = (kind: Kind, codes: readonly string[]): Said[] => codes.map((code) => ({ kind, code }));
	const { capacity, bankHolidays } = facets;
	const flags = { free: facets.isFree, unreported: facets.needsNoReport, witnesses: facets.takesWitnesses, refuge: isConfidential };
	return [
		...each('need', facets.needs),
		...each('crime', facets.crimes),
		...each('for', facets.forWhom),
		...each('way', facets.ways),
		...each('access', facets.access),
		...each('area', facets.areas),
		...each('town', facets.towns),
		...each('scope', [facets.scope]),
		...each(
			'is',
			Object.entries(flags).flatMap(([code, holds]) => (holds ? [code] : []))
		),
		...(checkedOn ? [{ kind: 'is', code: 'checked', value: checkedOn } as const] : []),
		...each('bank', bankHolidays === 'unknown' ? [] : [bankHolidays]),
		...(capacity
			? [{ kind: 'capacity', code: capacity.state, value: capacity.on + (capacity.weeks === null ? '' : `/P${capacity.weeks}W`) } as const]
			: []),
		...facets.keywords.map((value) => ({ kind: 'text', code: 'keyword', value }) as const),
		...Object.entries(facets.summaries).map(([label, value]) => ({ kind: 'text', code: 'summary', value, label }) as const)
	];
}

/** Every code of ours that the feed gives an entry, as it stands among its words. */
export const codesOf = (known: Known): string[] => [...new Set(saidIn(known).map(({ kind, code }) => `${kind}.${code}`))];

/** What we know of an entry as attributes of the standard: `link_type` is 'waymark', the term is one of ours (T33). Their ids are derived and stay. */
export const attributesOf = (serviceId: string, known: Known, nameOf: NameOf): AttributeDoc[] =>
	saidIn(known).map(({ kind, code, value, label }) => ({
		id: idFor([serviceId, kind, code, label ?? '', kind === 'text' ? (value ?? '') : ''].join(' ')),
		link_id: serviceId,
		link_type: ours,
		...(label === undefined ? {} : { label }),
		...(value === undefined ? {} : { value }),
		taxonomy_term: termOf(kind, code, nameOf(kind, code))
	}));

const isOurs = (each: AttributeDoc): boolean => each.link_type === ours && codeOfTerm(each.taxonomy_term) !== null;
/** What the feed of an entry itself says, without what one of us said of it. */
export const attributesOfOthers = ({ attributes }: Pick<ServiceDoc, 'attributes'>): AttributeDoc[] =>
	(Array.isArray(attributes) ? attributes : []).filter((each) => !isOurs(each));

/** Languages that somebody there speaks, in the standard's own words: what the entry says, and those that only we know of. */
export function languagesOf({ id, languages = [] }: ServiceDoc, langs: readonly string[], nameOf: (lang: string) => string): LanguageDoc[] {
	const said = new Set(languages.map(({ code }) => code));
	return [
		...languages,
		...langs.filter((code) => !said.has(code)).map((code) => ({ id: idFor(`${id} lang ${code}`), code, name: nameOf(code) }))
	];
}

/** The areas it serves, in the standard's own words, where its own entry does not say. */
export function serviceAreasOf({ id, service_areas }: ServiceDoc, { areas }: Facets): ServiceDoc['service_areas'] {
	if (service_areas?.length) return service_areas;
	return areas.map((code) => ({
		id: idFor(`${id} area ${code}`),
		name: areaOf(code)?.name ?? termOf('area', code).name,
		uri: areaUri(code)
	}));
}

/** What the attributes and languages of an entry that one of us gave out say of it: the way back of {@link attributesOf}. */
export function knownIn({ attributes = [], languages = [] }: Pick<ServiceDoc, 'attributes' | 'languages'>): Known {
	const known: Known = { facets: noFacets(), isConfidential: false, checkedOn: null };
	const { facets } = known;
	const lists: Partial<Record<Kind, string[]>> = {
		need: facets.needs,
		crime: facets.crimes,
		for: facets.forWhom,
		way: facets.ways,
		access: facets.access,
		area: facets.areas,
		town: facets.towns
	};
	for (const attribute of attributes) {
		const term = attribute.link_type === ours ? codeOfTerm(attribute.taxonomy_term) : null;
		if (!term) continue;
		const value = typeof attribute['value'] === 'string' ? attribute['value'] : '';
		lists[term.kind]?.push(term.code);
		if (term.kind === 'scope') facets.scope = term.code as Facets['scope'];
		if (term.kind === 'bank') facets.bankHolidays = term.code as Facets['bankHolidays'];
		if (term.kind === 'capacity') facets.capacity = capacityIn(term.code, value);
		if (term.kind === 'is') takeFlag(known, term.code, value);
		if (term.kind === 'text' && term.code === 'keyword' && value) facets.keywords.push(value);
		if (term.kind === 'text' && term.code === 'summary' && typeof attribute['label'] === 'string')
			facets.summaries[attribute['label']] = value;
	}
	facets.langs = [...new Set(languages.flatMap(({ code }) => (code ? [code] : [])))];
	return known;
}

function capacityIn(state: string, value: string): Facets['capacity'] {
	const [, on, weeks] = /^(\d{4}-\d\d-\d\d)(?:\/P(\d{1,3})W)?$/.exec(value) ?? [];
	return on ? { state: state as 'open' | 'waiting' | 'full', weeks: weeks === undefined ? null : Number(weeks), on } : null;
}

function takeFlag(known: Known, flag: string, value: string): void {
	if (flag === 'free') known.facets.isFree = true;
	if (flag === 'unreported') known.facets.needsNoReport = true;
	if (flag === 'witnesses') known.facets.takesWitnesses = true;
	if (flag === 'refuge') known.isConfidential = true;
	if (flag === 'checked' && /^\d{4}-\d\d-\d\d$/.test(value)) known.checkedOn = value;
}
