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
import { isUuid } from '../domain/ids.ts';
import { askedIn, parametersOf, type Asked } from '../domain/oruk-ask.ts';
import { placeInList, placeOut, serviceInList, serviceOut, type Names, type Published } from '../domain/oruk-out.ts';
import { taxonomies, termsOf } from '../domain/vocabulary.ts';
import { langName, nameOf, pageOf, type Answer } from './publish-terms.ts';

/** Runs a query as anybody at all, in a transaction of its own. */
export type Reading = <Out>(run: (db: Tx) => Promise<Out>) => Promise<Out>;

const names: Names = { of: nameOf, lang: langName };
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
