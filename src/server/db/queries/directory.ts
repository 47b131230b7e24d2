import { sql, type SQL } from 'drizzle-orm';
import { isSlug } from '#shared/slug.ts';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import type { FacetsRow } from '../schema/directory-detail.ts';

type Json = Record<string, unknown>;
/** An entry as lists and its page show it. No column of it says where a refuge is, or whom to ask by name. */
export type ShownService = {
	id: string;
	slug: string;
	keptBy: string;
	name: string;
	doc: Json;
	facets: FacetsRow;
	isConfidential: boolean;
	quality: number;
	version: number;
	assuredOn: string | null;
	checkedOn: string | null;
	modifiedAt: string;
	agencyId: string | null;
	sourceId: string | null;
	organisationId: string;
	organisation: string;
	organisationDoc: Json;
	/** The last day of its accreditation, where it has one today. */
	accreditedUntil: string | null;
};
export type ShownLocation = { id: string; externalId: string; doc: Json; location: Json; locationId: string };

/** One typed word, or words that mean the same: `codes` are codes of facets it stands for. */
export type WordWanted = { word: string; codes: readonly string[] };
/** What a search wants. Every group of codes must be met by one of its codes. */
export type Wanted = { words: readonly WordWanted[]; groups: readonly (readonly string[])[]; isAnyWord?: boolean };

/** No list is longer. */
export const mostServices = 200;

const shown = (
	today: string
) => sql`s.id::text, s.slug, s.kept_by::text as "keptBy", s.name, s.doc, s.facets, s.is_confidential as "isConfidential", s.quality, s.version,
	s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId", s.source_id::text as "sourceId",
	o.id::text as "organisationId", o.name as organisation, o.doc as "organisationDoc",
	(select max(a.until_on)::text from accreditation a where a.service_id = s.id and a.ended_at is null and a.from_on <= ${today}::date and a.until_on >= ${today}::date) as "accreditedUntil"`;
const iso = (row: ShownService): ShownService => ({ ...row, modifiedAt: new Date(row.modifiedAt).toISOString() });

const asCode = (code: string): SQL => sql`${`'${code.replace(/['\\]/g, '')}'`}::tsquery`;
const anyOf = (parts: readonly SQL[]): SQL => sql`(${sql.join([...parts], sql` || `)})`;
const allOf = (parts: readonly SQL[]): SQL => sql`(${sql.join([...parts], sql` && `)})`;
/** Letters and digits only reach the parser: anything else could be an operator of its own. */
const asWord = (word: string, weight = ''): SQL => sql`to_tsquery('english', ${word.replace(/[^\p{L}\p{N}]/gu, '') + weight})`;
const textOf = ({ words, isAnyWord }: Wanted, weight = ''): SQL | null => {
	const each = words.map(({ word, codes }) => anyOf([asWord(word, weight), ...(weight ? [] : codes.map(asCode))]));
	if (!each.length) return null;
	return isAnyWord ? anyOf(each) : allOf(each);
};
const filterOf = ({ groups }: Wanted): SQL | null => {
	const each = groups.filter((group) => group.length).map((group) => anyOf(group.map(asCode)));
	return each.length ? allOf(each) : null;
};

/**
 * Shown entries that meet every group and hold every word (or one, `isAnyWord`), the best first: how well the words fit, above all in the name, then quality.
 * At most 200; of more, those of the highest quality, and all whose name fits. `today` is the day in London; `from` and `most` cut a page out of them.
 */
export async function findServices(db: Tx, wanted: Wanted, today: string, from = 0, most = mostServices): Promise<ShownService[]> {
	const text = textOf(wanted);
	const filter = filterOf(wanted);
	const parts = [text, filter].filter((part) => part !== null);
	if (!parts.length) return (await bestServices(db, today)).slice(from, from + most);
	const named = textOf(wanted, ':A');
	const best = (from: SQL, most: number) =>
		sql`(select service_id, quality, words from ${from} order by quality desc, service_id limit ${most})`;
	const hits = (query: SQL) => sql`service_find where words @@ ${query}`;
	// In one area few enough meet it to be read once for both halves; of the whole country the best are read in their order, until there are enough.
	const isLocal = wanted.groups.some((group) => group.some((each) => /^(area|town)\./.test(each)));
	const once = sql`with hit as materialized (select service_id, quality, words from ${hits(allOf(parts))})`;
	const both = (all: SQL, inName: SQL) => sql`${best(all, 120)} union all ${best(inName, 80)}`;
	const found = !named
		? best(hits(allOf(parts)), mostServices)
		: isLocal
			? sql`${once} ${both(sql`hit`, sql`hit where words @@ ${named}`)}`
			: both(hits(allOf(parts)), hits(filter ? allOf([named, filter]) : named));
	const rank = text ? sql`ts_rank(c.words, ${text}) * 100 + c.quality / 10.0` : sql`c.quality`;
	const rows = await db.q.execute(sql`
		select ${shown(today)} from (select c.service_id, c.quality, max(${rank}) as rank from (${found}) c group by 1, 2
			order by 3 desc, 2 desc, 1 limit ${Math.max(0, Math.min(most, mostServices - from))} offset ${from}) f
		join service s on s.id = f.service_id join organisation o on o.id = s.organisation_id
		where s.is_shown order by f.rank desc, f.quality desc, s.id`);
	return rowsOf<ShownService>(rows).map(iso);
}

/** The best of everything that is shown: what somebody sees who has asked for nothing yet. At most 200. */
export async function bestServices(db: Tx, today: string): Promise<ShownService[]> {
	const rows = await db.q.execute(sql`
		select ${shown(today)} from (select service_id, quality from service_find order by quality desc, service_id limit ${mostServices}) f
		join service s on s.id = f.service_id join organisation o on o.id = s.organisation_id where s.is_shown order by f.quality desc, s.id`);
	return rowsOf<ShownService>(rows).map(iso);
}

/**
 * The list of an area and a need (0: any), the best first, read in its order and no further than `from + most`. `areas` are the area itself and 'all'.
 */
export async function listServices(
	db: Tx,
	areas: readonly string[],
	need: number,
	today: string,
	from = 0,
	most = 20
): Promise<ShownService[]> {
	const end = Math.min(from + most, mostServices);
	// One ordered stretch of the list for each area, each no longer than what is shown; the same entry may stand in both.
	const stretches = areas
		.slice(0, 4)
		.map(
			(area) =>
				sql`(select service_id, rank from service_listing where area = ${area} and need = ${need} order by rank, service_id limit ${end})`
		);
	const rows = await db.q.execute(sql`
		select ${shown(today)} from (select service_id, min(rank) as rank from (${sql.join(stretches, sql` union all `)}) l
			group by service_id order by 2, 1 limit ${Math.max(0, end - from)} offset ${from}) l
		join service s on s.id = l.service_id join organisation o on o.id = s.organisation_id
		where s.is_shown order by l.rank, s.id`);
	return rowsOf<ShownService>(rows).map(iso);
}

/** Shown entries by distance from a place, in kilometres as the crow flies; what has no place, or hides it, is not among them. At most `most`. */
export async function nearestServices(
	db: Tx,
	from: { x: number; y: number },
	wanted: Wanted,
	today: string,
	most = 40
): Promise<(ShownService & { km: number })[]> {
	const parts = [textOf(wanted), filterOf(wanted)].filter((part) => part !== null);
	const fits = parts.length ? sql`and f.words @@ ${allOf(parts)}` : sql``;
	const here = sql`point(${from.x}::float8, ${from.y}::float8)`;
	const rows = await db.q.execute(sql`
		select ${shown(today)}, l.km from (select l.service_id, (l.at <-> ${here}) * 111.2 as km
			from service_location l join service_find f on f.service_id = l.service_id
			where l.at is not null and l.is_shown and not l.is_confidential ${fits} order by l.at <-> ${here} limit ${Math.min(most, mostServices)}) l
		join service s on s.id = l.service_id join organisation o on o.id = s.organisation_id where s.is_shown order by l.km, s.id`);
	const seen = new Set<string>();
	return rowsOf<ShownService & { km: number }>(rows)
		.filter(({ id }) => !seen.has(id) && seen.add(id))
		.map((row) => ({ ...iso(row), km: row.km }));
}

/** One shown entry by its address; null where there is none, or no longer. */
export async function serviceBySlug(db: Tx, slug: string, today: string): Promise<ShownService | null> {
	if (!isSlug(slug)) return null;
	const rows = await db.q.execute(
		sql`select ${shown(today)} from service s join organisation o on o.id = s.organisation_id where s.slug = ${slug} and s.is_shown`
	);
	const row = rowsOf<ShownService>(rows)[0];
	return row ? iso(row) : null;
}

/** Shown entries by their addresses, in the order asked for: a shortlist. At most 30. */
export async function servicesBySlugs(db: Tx, slugs: readonly string[], today: string): Promise<ShownService[]> {
	if (!slugs.length) return [];
	const rows = await db.q.execute(sql`
		select ${shown(today)} from service s join organisation o on o.id = s.organisation_id
		where s.is_shown and s.slug in (select jsonb_array_elements_text(${JSON.stringify(slugs.slice(0, 30))}::jsonb)) limit 30`);
	const found = new Map(rowsOf<ShownService>(rows).map((row) => [row.slug, iso(row)]));
	return slugs.flatMap((slug) => found.get(slug) ?? []);
}

/** Where a shown service is, without any place that is confidential. At most 50. */
export async function locationsOf(db: Tx, serviceId: string): Promise<ShownLocation[]> {
	const rows = await db.q.execute(sql`
		select l.id::text, l.external_id as "externalId", l.doc, p.doc as location, p.id::text as "locationId" from service_location l join location p on p.id = l.location_id
		where l.service_id = ${serviceId}::uuid and l.is_shown and not l.is_confidential and not p.is_confidential order by l.id limit 50`);
	return rowsOf<ShownLocation>(rows);
}

/** Words of the directory most like one that nothing was found for, the likest first. At most three. */
export async function likeWords(db: Tx, word: string): Promise<string[]> {
	const rows = await db.q.execute(sql`
		select word from directory_word where word operator(trgm.%) ${word} order by trgm.similarity(word, ${word}) desc, word limit 3`);
	return rowsOf<{ word: string }>(rows).map(({ word: like }) => like);
}

export type HubScope = {
	id: string;
	name: string;
	phone: string;
	website: string | null;
	areas: string[];
	rule: 'lives' | 'happened' | 'either';
	takesWitnesses: boolean;
	checkedOn: string;
};
/** The hubs of the country we know of, and whom each takes (T44). At most 200. */
export async function hubScopes(db: Tx): Promise<HubScope[]> {
	const rows = await db.q.execute(sql`
		select id::text, name, phone, website, to_jsonb(areas) as areas, rule, takes_witnesses as "takesWitnesses", checked_on::text as "checkedOn" from hub_scope order by name limit 200`);
	return rowsOf<HubScope>(rows);
}
