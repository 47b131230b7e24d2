import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';

const asRows = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::jsonb`;
const idsIn = (ids: readonly string[]) => sql`(select (jsonb_array_elements_text(${asRows(ids)}))::uuid)`;
const ours = (db: Tx, table: SQL) => sql`${table}.kept_by = ${db.hub}::uuid`;

export type Standing = {
	id: string;
	contentHash: string;
	slug: string;
	agencyId: string | null;
	checkedOn: string | null;
	isGone: boolean;
	/** The hub does not show it although it is open for business. */
	isHeldBack: boolean;
	isAccredited: boolean;
};
/** Entries of a source of this hub as they stand, by their ids. `today` is the day in London. */
export async function standingOf(db: Tx, sourceId: string, ids: readonly string[], today: string): Promise<Map<string, Standing>> {
	const rows = await db.q.execute(sql`
		select s.id::text, s.content_hash as "contentHash", s.slug, s.agency_id::text as "agencyId", s.checked_on::text as "checkedOn", s.gone_at is not null as "isGone",
			not s.is_shown and s.gone_at is null and s.doc ->> 'status' in ('active', 'temporarily closed') as "isHeldBack",
			exists (select from accreditation a where a.service_id = s.id and a.ended_at is null and a.from_on <= ${today}::date and a.until_on >= ${today}::date) as "isAccredited"
		from service s where ${ours(db, sql`s`)} and s.source_id = ${sourceId}::uuid and s.id in ${idsIn(ids)} limit ${ids.length}`);
	return new Map(rowsOf<Standing>(rows).map((row) => [row.id, row]));
}

/** Those of these ids under which somebody else's record stands: of another hub, another source, or the hub's own. */
export async function takenIds(db: Tx, sourceId: string, ids: readonly string[]): Promise<Set<string>> {
	const theirs = (table: SQL) =>
		sql`select t.id from ${table} t where t.id in (select id from wanted) and (t.kept_by <> ${db.hub}::uuid or t.source_id is distinct from ${sourceId}::uuid)`;
	const rows = await db.q.execute(sql`
		with wanted as (select (jsonb_array_elements_text(${asRows(ids)}))::uuid as id)
		${theirs(sql`service`)} union ${theirs(sql`organisation`)} union ${theirs(sql`location`)}
		union select l.id from service_location l join service s on s.id = l.service_id
			where l.id in (select id from wanted) and (s.kept_by <> ${db.hub}::uuid or s.source_id is distinct from ${sourceId}::uuid)
		limit ${ids.length}`);
	return new Set(rowsOf<{ id: string }>(rows).map(({ id }) => id));
}

/** Those of these addresses that an entry has, of any hub. */
export async function takenSlugs(db: Tx, slugs: readonly string[]): Promise<Set<string>> {
	const rows = await db.q.execute(
		sql`select s.slug from service s where s.slug in (select jsonb_array_elements_text(${asRows(slugs)})) limit ${slugs.length}`
	);
	return new Set(rowsOf<{ slug: string }>(rows).map(({ slug }) => slug));
}

/** Lets go of links of this source that now belong to another service: `rows` say which is whose. */
export async function releaseLinks(db: Tx, sourceId: string, rows: readonly { id: string; serviceId: string }[]): Promise<void> {
	await db.q.execute(sql`
		delete from service_location l using jsonb_to_recordset(${asRows(rows)}) as r(id uuid, "serviceId" uuid)
		where ${ours(db, sql`l`)} and l.id = r.id and l.service_id <> r."serviceId"
			and l.service_id in (select s.id from service s where ${ours(db, sql`s`)} and s.source_id = ${sourceId}::uuid)`);
}

/** Places of a source that are hidden. What was hidden once stays so: another service at the same address must not show it. */
export async function hiddenPlaces(db: Tx, sourceId: string, after: string, limit: number): Promise<string[]> {
	const rows = await db.q.execute(sql`
		select p.id::text from location p where ${ours(db, sql`p`)} and p.source_id = ${sourceId}::uuid and p.is_confidential and p.id > ${after}::uuid order by p.id limit ${limit}`);
	return rowsOf<{ id: string }>(rows).map(({ id }) => id);
}

/** Hides these places wherever a service of this hub is at one of them. */
export async function hidePlaces(db: Tx, ids: readonly string[]): Promise<void> {
	await db.q.execute(
		sql`update service_location l set is_confidential = true, at = null where ${ours(db, sql`l`)} and not l.is_confidential and l.location_id in ${idsIn(ids)}`
	);
	await db.q.execute(
		sql`update location p set is_confidential = true where ${ours(db, sql`p`)} and not p.is_confidential and p.id in ${idsIn(ids)}`
	);
}

/** Entries that a source of this hub brought and that are not gone, in the order of their ids, after one. */
export async function idsOfSource(db: Tx, sourceId: string, after: string, limit: number): Promise<string[]> {
	const rows = await db.q.execute(sql`
		select s.id::text from service s where ${ours(db, sql`s`)} and s.source_id = ${sourceId}::uuid and s.gone_at is null and s.id > ${after}::uuid order by s.id limit ${limit}`);
	return rowsOf<{ id: string }>(rows).map(({ id }) => id);
}
