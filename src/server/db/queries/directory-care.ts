import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { task } from '../schema/cases.ts';
import { accreditation, serviceFeedback } from '../schema/directory.ts';
import type { TaskKind } from './tasks.ts';

export type AccreditationRow = typeof accreditation.$inferSelect;
/** Every accreditation of an entry of this hub, also ended and past ones, the newest first; at most 50. */
export const accreditationsOf = (db: Tx, serviceId: string): Promise<AccreditationRow[]> =>
	db.q
		.select()
		.from(accreditation)
		.where(and(eq(accreditation.keptBy, db.hub), eq(accreditation.serviceId, serviceId)))
		.orderBy(desc(accreditation.until), desc(accreditation.id))
		.limit(50);

export const addAccreditation = async (db: Tx, row: typeof accreditation.$inferInsert): Promise<void> =>
	void (await db.q.insert(accreditation).values(row));

/** Ends an accreditation of this hub before its day. @returns whether it had not been ended before */
export async function endAccreditation(db: Tx, serviceId: string, id: string, workerId: string): Promise<boolean> {
	const rows = await db.q
		.update(accreditation)
		.set({ endedAt: db.now, endedBy: workerId })
		.where(
			and(eq(accreditation.keptBy, db.hub), eq(accreditation.serviceId, serviceId), eq(accreditation.id, id), isNull(accreditation.endedAt))
		)
		.returning({ id: accreditation.id });
	return rows.length === 1;
}

export type Reported = { kind: (typeof serviceFeedback.$inferSelect)['kind']; count: number };
/** How often people said what is wrong with an entry of this hub, of what nobody has settled yet; the most often first. */
export async function reportsOf(db: Tx, serviceId: string): Promise<Reported[]> {
	const rows = await db.q.execute(sql`select kind, count(*)::int as count from service_feedback
		where kept_by = ${db.hub}::uuid and service_id = ${serviceId}::uuid and settled_at is null group by kind order by 2 desc, 1 limit 10`);
	return rowsOf<Reported>(rows);
}

/** Settles everything people said of an entry of this hub. @returns how much there was */
export async function settleReports(db: Tx, serviceId: string, workerId: string): Promise<number> {
	const rows = await db.q
		.update(serviceFeedback)
		.set({ settledAt: db.now, settledBy: workerId })
		.where(and(eq(serviceFeedback.keptBy, db.hub), eq(serviceFeedback.serviceId, serviceId), isNull(serviceFeedback.settledAt)))
		.returning({ id: serviceFeedback.id });
	return rows.length;
}

const openAbout = (db: Tx, serviceId: string, kinds: readonly TaskKind[]) =>
	and(eq(task.hubId, db.hub), eq(task.serviceId, serviceId), inArray(task.kind, [...kinds]), isNull(task.doneAt));

/** Whether this hub has an open task of that kind about an entry. */
export async function hasEntryTask(db: Tx, serviceId: string, kind: TaskKind): Promise<boolean> {
	const rows = await db.q
		.select({ id: task.id })
		.from(task)
		.where(openAbout(db, serviceId, [kind]))
		.limit(1);
	return rows.length > 0;
}

/** How many open tasks of that kind about entries this hub has. */
export async function countEntryTasks(db: Tx, kind: TaskKind): Promise<number> {
	const rows = await db.q
		.select({ n: sql<number>`count(*)::int` })
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.kind, kind), isNull(task.doneAt)));
	return rows[0]?.n ?? 0;
}

/** Settles this hub's open tasks of these kinds about an entry. */
export const settleEntryTasks = async (db: Tx, serviceId: string, kinds: readonly TaskKind[], workerId: string): Promise<void> =>
	void (await db.q
		.update(task)
		.set({ doneAt: db.now, doneBy: workerId })
		.where(openAbout(db, serviceId, kinds)));

/** Takes an open task about an entry off the list that has nothing behind it any more. */
export const dropEntryTasks = async (db: Tx, serviceId: string, kind: TaskKind): Promise<void> =>
	void (await db.q.delete(task).where(openAbout(db, serviceId, [kind])));

export type Quality = { id: string; quality: number; contentHash: string };
/** Where entries of this hub stand in their lists now that a day has come. What they say is the same, so they stay the same version. */
export async function setQualities(db: Tx, rows: readonly Quality[]): Promise<void> {
	if (!rows.length) return;
	const list = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, quality smallint, "contentHash" text)`;
	await db.q.execute(
		sql`update service s set quality = r.quality, content_hash = r."contentHash" from ${list} where s.kept_by = ${db.hub}::uuid and s.id = r.id`
	);
	await db.q.execute(sql`
		update service_find f set quality = r.quality from ${list}, service s where s.id = f.service_id and s.kept_by = ${db.hub}::uuid and f.service_id = r.id`);
	// The rank is part of the key of the list: taken off and put back.
	await db.q.execute(sql`
		with gone as (delete from service_listing l using ${list}
			where l.service_id = r.id and r.id in (select id from service where kept_by = ${db.hub}::uuid) returning l.area, l.need, l.service_id, 100 - r.quality as rank)
		insert into service_listing (area, need, rank, service_id) select area, need, rank, service_id from gone on conflict do nothing`);
}

export type GapRow = { area: string; need: string; lang: string; count: number };
/** Shown services by area, need and language in these areas, '*' for any language; of every hub, because people are sent across borders. */
export async function countsByNeed(db: Tx, areas: readonly string[]): Promise<GapRow[]> {
	const rows = await db.q.execute(sql`
		select a.area, n.need, l.lang, count(*)::int as count
		from service s, jsonb_array_elements_text(s.facets -> 'areas') a(area), jsonb_array_elements_text(s.facets -> 'needs') n(need),
			jsonb_array_elements_text((s.facets -> 'langs') || '["*"]'::jsonb) l(lang)
		where s.is_shown and a.area in (select jsonb_array_elements_text(${JSON.stringify(areas)}::jsonb)) group by 1, 2, 3 order by 1, 2, 3 limit 20000`);
	return rowsOf<GapRow>(rows);
}

/** The areas this hub looks after; none where it has not said so. */
export async function areasOfHub(db: Tx): Promise<string[]> {
	const rows = await db.q.execute(sql`select to_jsonb(areas) as areas from hub_scope where id = ${db.hub}::uuid`);
	return rowsOf<{ areas: string[] }>(rows)[0]?.areas ?? [];
}

/** Every area that some shown service is for; at most 60. */
export async function areasServed(db: Tx): Promise<string[]> {
	const rows = await db.q.execute(sql`select distinct area from service_listing order by area limit 60`);
	return rowsOf<{ area: string }>(rows).map(({ area }) => area);
}
