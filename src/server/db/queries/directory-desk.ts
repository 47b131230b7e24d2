import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { serviceVersion } from '../schema/directory.ts';
import type { FacetsRow } from '../schema/directory-detail.ts';

type Json = Record<string, unknown>;
/** One entry whole, as the hub that looks after it, or its own partner, sees it: with refuges' places and the people to ask for. */
export type EntryRow = {
	id: string;
	slug: string;
	doc: Json;
	contacts: Json[];
	facets: FacetsRow;
	isConfidential: boolean;
	isShown: boolean;
	quality: number;
	version: number;
	contentHash: string;
	assuredOn: string | null;
	checkedOn: string | null;
	modifiedAt: string;
	agencyId: string | null;
	sourceId: string | null;
	organisation: Json;
	at: { link: Json; location: Json; isConfidential: boolean }[];
	/** The last day of its accreditation, where it has one on the day asked for. */
	accreditedUntil: string | null;
};

const accredited = (today: string): SQL =>
	sql`(select max(a.until_on)::text from accreditation a where a.service_id = s.id and a.ended_at is null and a.from_on <= ${today}::date and a.until_on >= ${today}::date)`;
const whole = (
	today: string
): SQL => sql`s.id::text, s.slug, s.doc, s.contacts, s.facets, s.is_confidential as "isConfidential", s.is_shown as "isShown", s.quality, s.version,
	s.content_hash as "contentHash", s.assured_on::text as "assuredOn", s.checked_on::text as "checkedOn", s.modified_at as "modifiedAt", s.agency_id::text as "agencyId",
	s.source_id::text as "sourceId", o.doc as organisation, ${accredited(today)} as "accreditedUntil",
	coalesce((select jsonb_agg(jsonb_build_object('link', l.doc, 'location', p.doc, 'isConfidential', l.is_confidential) order by l.id)
		from service_location l join location p on p.id = l.location_id where l.service_id = s.id), '[]'::jsonb) as at`;
const iso = (row: EntryRow): EntryRow => ({ ...row, modifiedAt: new Date(row.modifiedAt).toISOString() });

/** One entry of this hub; undefined where it has none with that id. `today` is the day in London. */
export async function entryOfHub(db: Tx, id: string, today: string): Promise<EntryRow | undefined> {
	const rows = await db.q.execute(
		sql`select ${whole(today)} from service s join organisation o on o.id = s.organisation_id where s.kept_by = ${db.hub}::uuid and s.id = ${id}::uuid and s.gone_at is null`
	);
	return rowsOf<EntryRow>(rows).map(iso)[0];
}

/** One entry of this partner of the hub (T22); undefined where it is another's. */
export async function entryOfAgency(db: Tx, agencyId: string, id: string, today: string): Promise<EntryRow | undefined> {
	const rows = await db.q.execute(
		sql`select ${whole(today)} from service s join organisation o on o.id = s.organisation_id
			where s.kept_by = ${db.hub}::uuid and s.agency_id = ${agencyId}::uuid and s.id = ${id}::uuid and s.gone_at is null`
	);
	return rowsOf<EntryRow>(rows).map(iso)[0];
}

/** Entries of this hub whose quality may have changed between two days, by no deed of anybody: a year is over, or an accreditation began or ended. By id, at most 200. */
export async function entriesTurned(db: Tx, since: string, today: string, after: string): Promise<EntryRow[]> {
	const rows = await db.q.execute(sql`
		select ${whole(today)} from service s join organisation o on o.id = s.organisation_id
		where s.kept_by = ${db.hub}::uuid and s.gone_at is null and s.id > ${after}::uuid and (
			(s.assured_on >= ${since}::date - interval '1 year' and s.assured_on < ${today}::date - interval '1 year')
			or (s.checked_on >= ${since}::date - interval '1 year' and s.checked_on < ${today}::date - interval '1 year')
			or s.id in (select a.service_id from accreditation a where a.kept_by = ${db.hub}::uuid and a.ended_at is null
				and ((a.until_on >= ${since}::date - 1 and a.until_on < ${today}::date) or (a.from_on > ${since}::date and a.from_on <= ${today}::date))))
		order by s.id limit 200`);
	return rowsOf<EntryRow>(rows).map(iso);
}

/** Holds an entry of this hub until the end of the transaction, so that two decisions about it come one after the other. */
export async function holdEntry(db: Tx, id: string): Promise<boolean> {
	const rows = await db.q.execute(sql`select id from service where kept_by = ${db.hub}::uuid and id = ${id}::uuid for update`);
	return rowsOf(rows).length === 1;
}

/** Whether an address in the directory is taken; addresses belong to all hubs together. */
export async function isSlugTaken(db: Tx, slug: string): Promise<boolean> {
	return rowsOf(await db.q.execute(sql`select 1 from service where slug = ${slug}`)).length > 0;
}

export const deskViews = ['all', 'waiting', 'reported', 'unassured', 'unchecked', 'hidden', 'ending'] as const;
export type DeskView = (typeof deskViews)[number];
export type DeskRow = {
	id: string;
	name: string;
	organisation: string;
	isShown: boolean;
	isFed: boolean;
	assuredOn: string | null;
	checkedOn: string | null;
	isWaiting: boolean;
	reports: number;
	accreditedUntil: string | null;
};
/** `yearAgo` and `soon` are days: before the first nothing is fresh, up to the second an accreditation ends soon. */
export type DeskAsked = {
	view: DeskView;
	like: string;
	today: string;
	yearAgo: string;
	soon: string;
	after: { name: string; id: string } | null;
	most: number;
};

const inView = (hub: string, { view, yearAgo, today, soon }: DeskAsked): SQL =>
	({
		all: sql`true`,
		waiting: sql`s.id in (select v.service_id from service_version v where v.kept_by = ${hub}::uuid and v.state = 'waiting')`,
		reported: sql`s.id in (select f.service_id from service_feedback f where f.kept_by = ${hub}::uuid and f.settled_at is null)`,
		unassured: sql`(s.assured_on is null or s.assured_on < ${yearAgo}::date)`,
		unchecked: sql`(s.checked_on is null or s.checked_on < ${yearAgo}::date)`,
		hidden: sql`not s.is_shown`,
		ending: sql`s.id in (select a.service_id from accreditation a where a.kept_by = ${hub}::uuid and a.ended_at is null and a.until_on between ${today}::date and ${soon}::date)`
	})[view];

/** Entries of this hub in a view, whose own or organisation's name holds what was typed; by name, from after the one given, at most `most` (and never over 200). */
export async function listEntries(db: Tx, asked: DeskAsked): Promise<DeskRow[]> {
	const { like, after, today } = asked;
	const typed = like ? sql`and (position(lower(${like}) in lower(s.name)) > 0 or position(lower(${like}) in lower(o.name)) > 0)` : sql``;
	const onwards = after ? sql`and (s.name, s.id) > (${after.name}, ${after.id}::uuid)` : sql``;
	const rows = await db.q.execute(sql`
		select s.id::text, s.name, o.name as organisation, s.is_shown as "isShown", s.source_id is not null as "isFed", s.assured_on::text as "assuredOn",
			s.checked_on::text as "checkedOn", ${accredited(today)} as "accreditedUntil",
			exists (select 1 from service_version v where v.service_id = s.id and v.kept_by = ${db.hub}::uuid and v.state = 'waiting') as "isWaiting",
			(select count(*)::int from service_feedback f where f.service_id = s.id and f.kept_by = ${db.hub}::uuid and f.settled_at is null) as reports
		from service s join organisation o on o.id = s.organisation_id
		where s.kept_by = ${db.hub}::uuid and s.gone_at is null and ${inView(db.hub, asked)} ${typed} ${onwards}
		order by s.name, s.id limit ${Math.min(asked.most, 200)}`);
	return rowsOf<DeskRow>(rows);
}

export type AgencyRow = {
	id: string;
	name: string;
	isShown: boolean;
	assuredOn: string | null;
	/** What became of the last change they asked for. */
	state: 'waiting' | 'live' | 'refused' | 'replaced' | 'taken_back' | null;
	note: string | null;
};
/** The entries of this partner of the hub, by name, at most 200. */
export async function entriesOfAgency(db: Tx, agencyId: string): Promise<AgencyRow[]> {
	const rows = await db.q.execute(sql`
		select s.id::text, s.name, s.is_shown as "isShown", s.assured_on::text as "assuredOn", v.state, v.note from service s
		left join lateral (select state, note from service_version where service_id = s.id and kept_by = ${db.hub}::uuid and agency_id = ${agencyId}::uuid and made_by = 'agency'
			order by state = 'waiting' desc, made_at desc, state in ('replaced', 'taken_back'), id desc limit 1) v on true
		where s.kept_by = ${db.hub}::uuid and s.agency_id = ${agencyId}::uuid and s.gone_at is null order by s.name, s.id limit 200`);
	return rowsOf<AgencyRow>(rows);
}

export type VersionRow = typeof serviceVersion.$inferSelect;
/** What an entry of this hub said and should say, the newest first; at most 50. A partner is given its own only. */
export const versionsOf = (db: Tx, serviceId: string): Promise<VersionRow[]> =>
	db.q
		.select()
		.from(serviceVersion)
		.where(and(eq(serviceVersion.keptBy, db.hub), eq(serviceVersion.serviceId, serviceId)))
		.orderBy(desc(serviceVersion.madeAt), sql`${serviceVersion.version} desc nulls first`, desc(serviceVersion.id))
		.limit(50);

/** The change of this entry that waits for the hub; there is one at most. */
export async function waitingVersion(db: Tx, serviceId: string): Promise<VersionRow | undefined> {
	const rows = await db.q
		.select()
		.from(serviceVersion)
		.where(and(eq(serviceVersion.keptBy, db.hub), eq(serviceVersion.serviceId, serviceId), eq(serviceVersion.state, 'waiting')))
		.orderBy(desc(serviceVersion.madeAt))
		.limit(1);
	return rows[0];
}

/** One version of an entry of this hub. */
export async function versionById(db: Tx, serviceId: string, id: string): Promise<VersionRow | undefined> {
	const rows = await db.q
		.select()
		.from(serviceVersion)
		.where(and(eq(serviceVersion.keptBy, db.hub), eq(serviceVersion.serviceId, serviceId), eq(serviceVersion.id, id)));
	return rows[0];
}

/** What an entry of this hub said in one of its versions, where that was kept. */
export async function versionNumbered(db: Tx, serviceId: string, version: number): Promise<VersionRow | undefined> {
	const rows = await db.q
		.select()
		.from(serviceVersion)
		.where(and(eq(serviceVersion.keptBy, db.hub), eq(serviceVersion.serviceId, serviceId), eq(serviceVersion.version, version)))
		.limit(1);
	return rows[0];
}

export const addVersion = async (db: Tx, row: typeof serviceVersion.$inferInsert): Promise<void> =>
	void (await db.q.insert(serviceVersion).values(row));

/** Ends a version that waits: it became the entry (with its number), or was sent back with a note. @returns whether it still waited */
export async function decideVersion(
	db: Tx,
	id: string,
	decided: { state: 'live' | 'refused'; version: number | null; by: string; note: string | null }
): Promise<boolean> {
	const { state, version, by, note } = decided;
	const rows = await db.q
		.update(serviceVersion)
		.set({ state, version, note, decidedAt: db.now, decidedBy: by })
		.where(and(eq(serviceVersion.keptBy, db.hub), eq(serviceVersion.id, id), eq(serviceVersion.state, 'waiting')))
		.returning({ id: serviceVersion.id });
	return rows.length === 1;
}

/** Ends what waits of this partner for an entry: another took its place, or it was taken back. @returns whether something waited */
export async function endOwnWaiting(db: Tx, agencyId: string, serviceId: string, state: 'replaced' | 'taken_back'): Promise<boolean> {
	const rows = await db.q
		.update(serviceVersion)
		.set({ state, decidedAt: db.now })
		.where(
			and(
				eq(serviceVersion.keptBy, db.hub),
				eq(serviceVersion.agencyId, agencyId),
				eq(serviceVersion.serviceId, serviceId),
				eq(serviceVersion.state, 'waiting')
			)
		)
		.returning({ id: serviceVersion.id });
	return rows.length > 0;
}
