import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import type { FacetsRow } from '../schema/directory-detail.ts';

type Json = Record<string, unknown>;
/** A shown entry to be given away. No column of it names a person, and no place that is confidential is among its places. */
export type OutRow = {
	id: string;
	service: Json;
	organisation: Json;
	facets: FacetsRow;
	isConfidential: boolean;
	assuredOn: string | null;
	checkedOn: string | null;
	modifiedAt: string;
	accreditedUntil: string | null;
	at: { link: Json; location: Json }[];
};
/** What is asked for. Every group of `codes` must be met by one of its codes; all words must be there. */
export type OutWanted = {
	codes: readonly (readonly string[])[];
	words: readonly string[];
	organisation: string | null;
	minimumAge: number | null;
	maximumAge: number | null;
	startTime: string | null;
	endTime: string | null;
	day: string | null;
	modifiedAfter: string | null;
};
/** Which stretch: after an id, or from a place in the order of ids. At most 500. */
export type Stretch = { after?: string | null; from?: number; most: number };

const asCode = (code: string): SQL => sql`${`'${code.replace(/['\\]/g, '')}'`}::tsquery`;
/** Hours that meet all that is asked of them; as JSON path, whose own rules forgive what is no list or no text. */
function hoursOf({ startTime, endTime, day }: OutWanted): string | null {
	const parts = [
		...(startTime ? ['@.opens_at >= $from'] : []),
		// One sign beyond every second of that minute.
		...(endTime ? ['@.closes_at <= $to'] : []),
		...(day ? [`@.byday like_regex "${day.replace(/[^A-Z]/g, '')}"`] : [])
	];
	return parts.length ? `$.schedules[*] ? (${parts.join(' && ')})` : null;
}

/** What holds for the words, `f`, and for the entry itself, `s`. */
function conditionsOf(wanted: OutWanted): { found: SQL[]; entry: SQL[] } {
	const { codes, words, organisation, minimumAge, maximumAge, startTime, endTime, modifiedAfter } = wanted;
	const hours = hoursOf(wanted);
	const vars = sql`${JSON.stringify({ from: startTime ?? '', to: `${endTime ?? ''}~` })}::jsonb`;
	const open = (doc: SQL) => sql`jsonb_path_exists(${doc}, ${hours}::jsonpath, ${vars}, true)`;
	const isAge = (field: 'minimum_age' | 'maximum_age', compare: SQL) =>
		sql`(jsonb_typeof(s.doc -> ${field}::text) = 'number' and s.doc -> ${field}::text ${compare})`;
	return {
		found: [
			...codes.map((group) => sql`f.words @@ (${sql.join(group.map(asCode), sql` || `)})`),
			...(words.length ? [sql`f.words @@ plainto_tsquery('english', ${words.join(' ')})`] : [])
		],
		entry: [
			...(organisation ? [sql`s.organisation_id = ${organisation}::uuid`] : []),
			...(minimumAge === null ? [] : [isAge('minimum_age', sql`>= to_jsonb(${minimumAge}::numeric)`)]),
			...(maximumAge === null ? [] : [isAge('maximum_age', sql`<= to_jsonb(${maximumAge}::numeric)`)]),
			...(modifiedAfter ? [sql`s.modified_at >= ${modifiedAfter}::timestamptz`] : []),
			...(hours
				? [
						sql`(${open(sql`s.doc`)} or exists (select from service_location h where h.service_id = s.id and h.is_shown and not h.is_confidential and ${open(sql`h.doc`)}))`
					]
				: [])
		]
	};
}
const all = (conditions: readonly SQL[]): SQL => sql.join([...conditions], sql` and `);

const columns = (
	today: string
) => sql`s.id::text, s.doc as service, o.doc as organisation, s.facets, s.is_confidential as "isConfidential", s.assured_on::text as "assuredOn",
	s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt",
	(select max(a.until_on)::text from accreditation a where a.service_id = s.id and a.ended_at is null and a.from_on <= ${today}::date and a.until_on >= ${today}::date) as "accreditedUntil"`;
const places = sql`(select coalesce(jsonb_agg(jsonb_build_object('link', l.doc, 'location', p.doc) order by l.id), '[]'::jsonb) from service_location l join location p on p.id = l.location_id
	where l.service_id = s.id and not s.is_confidential and l.is_shown and not l.is_confidential and not p.is_confidential) as at`;
const iso = <Row extends { modifiedAt: string }>(row: Row): Row => ({ ...row, modifiedAt: new Date(row.modifiedAt).toISOString() });

/** The ids of what is asked for, in their order. The list of what is found by is the list of what is shown. */
function serviceIds(wanted: OutWanted, { after, from = 0, most }: Stretch): SQL {
	const { found, entry } = conditionsOf(wanted);
	const where = [...found, ...entry, ...(after ? [sql`f.service_id > ${after}::uuid`] : [])];
	return sql`select f.service_id as id from service_find f ${entry.length ? sql`join service s on s.id = f.service_id` : sql``}
		${where.length ? sql`where ${all(where)}` : sql``} order by f.service_id limit ${Math.min(most, 500)} offset ${from}`;
}

/** A stretch of the shown entries that are asked for, in the order of their ids, with their places. `today` is the day in London. */
export async function servicesOut(db: Tx, wanted: OutWanted, stretch: Stretch, today: string): Promise<OutRow[]> {
	const rows = await db.q.execute(sql`
		select ${columns(today)}, ${places} from (${serviceIds(wanted, stretch)}) i join service s on s.id = i.id join organisation o on o.id = s.organisation_id
		where s.is_shown order by s.id`);
	return rowsOf<OutRow>(rows).map(iso);
}

/** The same, as ids and when each last changed. */
export async function stampsOut(db: Tx, wanted: OutWanted, stretch: Stretch): Promise<{ id: string; modifiedAt: string }[]> {
	const rows = await db.q.execute(sql`
		select s.id::text, s.modified_at as "modifiedAt" from (${serviceIds(wanted, stretch)}) i join service s on s.id = i.id where s.is_shown order by s.id`);
	return rowsOf<{ id: string; modifiedAt: string }>(rows).map(iso);
}

/** How many shown entries are asked for: counted in the index of what is found by. */
export async function countServicesOut(db: Tx, wanted: OutWanted): Promise<number> {
	const { found, entry } = conditionsOf(wanted);
	const where = [...found, ...entry];
	const rows = await db.q
		.execute(sql`select count(*)::int as n from service_find f ${entry.length ? sql`join service s on s.id = f.service_id` : sql``}
		${where.length ? sql`where ${all(where)}` : sql``}`);
	return rowsOf<{ n: number }>(rows)[0]?.n ?? 0;
}

/** One shown entry by its id, with its places; null where there is none, or no longer. */
export async function serviceOutById(db: Tx, id: string, today: string): Promise<OutRow | null> {
	const rows = await db.q.execute(
		sql`select ${columns(today)}, ${places} from service s join organisation o on o.id = s.organisation_id where s.id = ${id}::uuid and s.is_shown`
	);
	const row = rowsOf<OutRow>(rows)[0];
	return row ? iso(row) : null;
}

/** What must hold for a place that may be given away: its entry is shown and no refuge, and neither it nor the entry's being there is confidential. */
const given = sql`s.is_shown and not s.is_confidential and l.is_shown and not l.is_confidential and not p.is_confidential`;
const atPlaces = sql`service_location l join location p on p.id = l.location_id join service s on s.id = l.service_id`;
const place = sql`l.id::text as "linkId", jsonb_build_array(jsonb_build_object('link', l.doc, 'location', p.doc)) as at`;
export type PlaceRow = OutRow & { linkId: string };

/** A stretch of the places of the shown entries that are asked for, each with its entry, in the order of their ids. */
export async function placesOut(db: Tx, wanted: OutWanted, { after, from = 0, most }: Stretch, today: string): Promise<PlaceRow[]> {
	const { found, entry } = conditionsOf(wanted);
	const where = [given, ...found, ...entry, ...(after ? [sql`l.id > ${after}::uuid`] : [])];
	const rows = await db.q.execute(sql`
		select ${columns(today)}, ${place} from (select l.id from ${atPlaces} ${found.length ? sql`join service_find f on f.service_id = s.id` : sql``}
			where ${all(where)} order by l.id limit ${Math.min(most, 500)} offset ${from}) i
		join service_location l on l.id = i.id join location p on p.id = l.location_id join service s on s.id = l.service_id join organisation o on o.id = s.organisation_id
		where ${given} order by l.id`);
	return rowsOf<PlaceRow>(rows).map(iso);
}

/** How many places are asked for. */
export async function countPlacesOut(db: Tx, wanted: OutWanted): Promise<number> {
	const { found, entry } = conditionsOf(wanted);
	const rows = await db.q
		.execute(sql`select count(*)::int as n from ${atPlaces} ${found.length ? sql`join service_find f on f.service_id = s.id` : sql``}
		where ${all([given, ...found, ...entry])}`);
	return rowsOf<{ n: number }>(rows)[0]?.n ?? 0;
}

/** One place of a shown entry by its id; null where there is none, or it is confidential. */
export async function placeOutById(db: Tx, id: string, today: string): Promise<PlaceRow | null> {
	const rows = await db.q.execute(sql`
		select ${columns(today)}, ${place} from ${atPlaces} join organisation o on o.id = s.organisation_id where l.id = ${id}::uuid and ${given}`);
	const row = rowsOf<PlaceRow>(rows)[0];
	return row ? iso(row) : null;
}
