import type { Tx } from '#server/db/as.ts';
import {
	countPlacesOut,
	countServicesOut,
	placeOutById,
	placesOut,
	serviceOutById,
	servicesOut,
	stampsOut,
	type OutRow,
	type OutWanted,
	type Stretch
} from '#server/db/queries/directory-out.ts';
import { londonDay } from '#shared/london.ts';
import { wordsFor } from '#words/words.ts';
import { isUuid } from '../domain/ids.ts';
import { askedIn, parametersOf, type Asked, type Wrong } from '../domain/oruk-ask.ts';
import { placeInList, placeOut, serviceInList, serviceOut, type Names, type Published } from '../domain/oruk-out.ts';
import type { Doc } from '../domain/record.ts';
import { taxonomies, termsOf, type Kind, type TermDoc } from '../domain/vocabulary.ts';

/** Runs a query as anybody at all, in a transaction of its own. */
export type Reading = <Out>(run: (db: Tx) => Promise<Out>) => Promise<Out>;
/** What the feed answers: a document, lines one by one, or why not. `modifiedAt` is when what is shown last changed. */
export type Answer = { doc: object; modifiedAt?: string } | { lines: AsyncGenerator<string> } | { wrong: Wrong[] } | { missing: true };

const { t } = wordsFor('en');
const nameOf = (kind: Kind, code: string): string => t(`codes.${kind}.${code}`);
const names: Names = {
	of: nameOf,
	lang: (code) => {
		const said = t(`codes.lang.${code}`);
		return said.startsWith('codes.') ? code : said;
	}
};
const atOnce = 200;

const published = (row: OutRow): Published =>
	({ ...row, ...({ service: row.service, organisation: row.organisation } as object) }) as unknown as Published;

/** Codes of the area itself and of the whole country, or of nowhere at all: a postcode we know no area of. */
const codesIn = (areas: readonly string[]): string[] => (areas.length ? [...areas, 'all'] : ['nowhere']).map((area) => `area.${area}`);
const ofTerm = (id: string): string[] => {
	const ours = termsOf().find((term) => term.id === id);
	return [ours ? ours.term : `term.${id}`];
};
const ofTaxonomy = (id: string): string[] => {
	const ours = taxonomies.find((taxonomy) => taxonomy.id === id);
	return ours ? termsOf(ours.kind).map(({ term }) => term) : [`terms.${id}`];
};
const wantedOf = ({ search, term, taxonomy, areas, ...rest }: Asked): OutWanted => ({
	...rest,
	words: search ?? [],
	codes: [
		...(term ? [ofTerm(term)] : []),
		...(taxonomy ? [ofTaxonomy(taxonomy)] : []),
		...(areas ? [codesIn(areas)] : []),
		// A search that holds no word finds nothing, and not everything.
		...(search?.length === 0 ? [['is.nothing']] : [])
	]
});

/** The envelope of a page, as the standard names its parts. */
export function pageOf(contents: readonly object[], total: number, { page, perPage }: Pick<Asked, 'page' | 'perPage'>) {
	const pages = Math.ceil(total / perPage);
	return {
		total_items: total,
		total_pages: pages,
		page_number: page,
		size: contents.length,
		first_page: page === 1,
		last_page: page >= pages,
		empty: contents.length === 0,
		contents
	};
}
const latest = (rows: readonly { modifiedAt: string }[]): { modifiedAt?: string } => {
	const [first] = rows.map(({ modifiedAt }) => modifiedAt).toSorted((one, other) => (one < other ? 1 : -1));
	return first ? { modifiedAt: first } : {};
};

/** Every row that is asked for, a stretch at a time and each stretch in a transaction of its own, so that a slow reader holds nothing open. */
async function* streamed<Row>(read: (stretch: Stretch) => Promise<Row[]>, idOf: (row: Row) => string, lineOf: (row: Row) => object | null) {
	let after: string | null = null;
	for (;;) {
		const rows: Row[] = await read({ after, most: atOnce });
		const lines = rows.flatMap((row) => lineOf(row) ?? []);
		if (lines.length) yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
		const last = rows.at(-1);
		if (!last || rows.length < atOnce) return;
		after = idOf(last);
	}
}

const stretchOf = ({ page, perPage }: Asked): Stretch => ({ from: (page - 1) * perPage, most: perPage });

/** `/services`: shown services, a page or all of them line by line. Refuges' places and people's names never. `minimal`: ids and when each changed, of all. */
export async function listPublished(reading: Reading, query: URLSearchParams, now: Date): Promise<Answer> {
	const asked = askedIn(query, parametersOf.services);
	if (Array.isArray(asked)) return { wrong: asked };
	const [wanted, today] = [wantedOf(asked), londonDay(now)];
	const one = (row: OutRow) => (asked.isFull ? serviceOut : serviceInList)(published(row), names);
	// The short form has a name of its own for when it changed; the one of the records stands beside it.
	const stamp = ({ id, modifiedAt }: { id: string; modifiedAt: string }) => ({ id, modified_date: modifiedAt, last_modified: modifiedAt });
	if (asked.isStream)
		return asked.isMinimal
			? {
					lines: streamed(
						(part) => reading((db) => stampsOut(db, wanted, part)),
						({ id }) => id,
						stamp
					)
				}
			: {
					lines: streamed(
						(part) => reading((db) => servicesOut(db, wanted, part, today)),
						({ id }) => id,
						(row) => serviceOut(published(row), names)
					)
				};
	return reading(async (db) => {
		const total = await countServicesOut(db, wanted);
		if (asked.isMinimal) {
			const rows = await stampsOut(db, wanted, stretchOf(asked));
			return { doc: pageOf(rows.map(stamp), total, asked), ...latest(rows) };
		}
		const rows = await servicesOut(db, wanted, stretchOf(asked), today);
		return { doc: pageOf(rows.map(one), total, asked), ...latest(rows) };
	});
}

/** `/services/{id}`: one shown service, whole. */
export async function onePublished(reading: Reading, id: string, now: Date): Promise<Answer> {
	if (!isUuid(id)) return { missing: true };
	const row = await reading((db) => serviceOutById(db, id, londonDay(now)));
	return row ? { doc: serviceOut(published(row), names), modifiedAt: row.modifiedAt } : { missing: true };
}

/** `/service_at_locations`: places of shown services that may be known. */
export async function listPlaces(reading: Reading, query: URLSearchParams, now: Date): Promise<Answer> {
	const asked = askedIn(query, parametersOf.places);
	if (Array.isArray(asked)) return { wrong: asked };
	const [wanted, today] = [wantedOf(asked), londonDay(now)];
	if (asked.isStream)
		return {
			lines: streamed(
				(part) => reading((db) => placesOut(db, wanted, part, today)),
				({ linkId }) => linkId,
				(row) => placeOut(published(row), names)
			)
		};
	return reading(async (db) => {
		const total = await countPlacesOut(db, wanted);
		const rows = await placesOut(db, wanted, stretchOf(asked), today);
		const one = asked.isFull ? placeOut : placeInList;
		return {
			doc: pageOf(
				rows.flatMap((row) => one(published(row), names) ?? []),
				total,
				asked
			),
			...latest(rows)
		};
	});
}

/** `/service_at_locations/{id}`: one of them with its service, whole. */
export async function onePlace(reading: Reading, id: string, now: Date): Promise<Answer> {
	if (!isUuid(id)) return { missing: true };
	const row = await reading((db) => placeOutById(db, id, londonDay(now)));
	const doc = row && placeOut(published(row), names);
	return doc ? { doc, modifiedAt: row.modifiedAt } : { missing: true };
}

/** A page of what does not come from the database. */
function listed(query: URLSearchParams, all: readonly Doc[]): Answer {
	const asked = askedIn(query, parametersOf.pages);
	if (Array.isArray(asked)) return { wrong: asked };
	const from = (asked.page - 1) * asked.perPage;
	return { doc: pageOf(all.slice(from, from + asked.perPage), all.length, asked) };
}
const terms = (): TermDoc[] => termsOf(undefined, nameOf);
const taxonomyDoc = ({ kind: _, ...doc }: (typeof taxonomies)[number]): Doc => doc;

/** `/taxonomies` and `/taxonomy_terms`: our own, one taxonomy for each kind of code. */
export const listTaxonomies = (query: URLSearchParams): Answer => listed(query, taxonomies.map(taxonomyDoc));
export const listTerms = (query: URLSearchParams): Answer => listed(query, terms());

/** `/taxonomies/{id}`: one of ours, with its terms. */
export function oneTaxonomy(id: string): Answer {
	const found = taxonomies.find((taxonomy) => taxonomy.id === id.toLowerCase());
	return found ? { doc: { ...taxonomyDoc(found), taxonomy_terms: termsOf(found.kind, nameOf) } } : { missing: true };
}

/** `/taxonomy_terms/{id}`: one of ours. */
export function oneTerm(id: string): Answer {
	const found = terms().find((term) => term.id === id.toLowerCase());
	return found ? { doc: found } : { missing: true };
}

/** `/`: which standard this is, and where it is written down. */
export const aboutFeed = (): Answer => ({
	doc: {
		version: 'HSDS-UK-3.0',
		profile: 'https://docs.openreferraluk.org/en/latest/',
		openapi_url: 'https://raw.githubusercontent.com/openreferral/uk-profile/main/schema/openapi.json'
	}
});
