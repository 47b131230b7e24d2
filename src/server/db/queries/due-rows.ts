import { and, asc, desc, eq, inArray, isNull, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { namedContact, task } from '../schema/cases.ts';
import { dueMark, dueRow } from '../schema/due.ts';
import type { TaskKind, TaskRow } from './tasks.ts';

export type DueKey = Pick<typeof dueRow.$inferSelect, 'caseId' | 'personId' | 'eventId' | 'isSafety' | 'enhanced' | 'dueOn'>;
/** Which folded rows: of cases that are named to nobody or to one of these workers (null: all), and what narrows them further. `without`: events that are looked at apart. */
export type DueWish = { workers: readonly string[] | null; enhanced: boolean; without: readonly string[]; marked: readonly string[] };
export type DueNarrow = { isSafety: boolean | null; to: string | null };

const list = (ids: readonly string[]): SQL => sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`;
const key = {
	caseId: dueRow.caseId,
	personId: dueRow.personId,
	eventId: dueRow.eventId,
	isSafety: dueRow.isSafety,
	enhanced: dueRow.enhanced,
	dueOn: dueRow.dueOn
};

/** Danger stands in every view (P4); all else where its case is named to nobody, or to one of these. */
function wished({ workers, enhanced, without, marked }: DueWish): SQL | undefined {
	const held = sql`(select c.worker_id from ${namedContact} c where c.hub_id = ${dueRow.hubId} and c.case_id = ${dueRow.caseId} and c.until is null limit 1)`;
	return and(
		sql`${dueRow.caseId} <> all (${list(marked)})`,
		sql`${dueRow.eventId} <> all (${list(without)})`,
		...(workers ? [sql`(${dueRow.isSafety} or coalesce(${held} = any (${list(workers)}), true))`] : []),
		...(enhanced ? [eq(dueRow.enhanced, true)] : [])
	);
}

const narrowed = ({ isSafety, to }: DueNarrow): SQL[] => [
	...(isSafety === null ? [] : [eq(dueRow.isSafety, isSafety)]),
	...(to === null ? [] : [lte(dueRow.dueOn, to)])
];

/** The first of what is untold in this hub, in the order of the list: safety, day, enhanced. */
export function firstDue(db: Tx, wish: DueWish, narrow: DueNarrow, limit: number): Promise<DueKey[]> {
	return db.q
		.select(key)
		.from(dueRow)
		.where(and(eq(dueRow.hubId, db.hub), wished(wish), ...narrowed(narrow)))
		.orderBy(desc(dueRow.isSafety), asc(dueRow.dueOn), desc(dueRow.enhanced), asc(dueRow.eventId), asc(dueRow.personId))
		.limit(limit);
}

/** How much of it there is: all, about safety, and what is chosen. */
export async function countDue(db: Tx, wish: DueWish, narrow: DueNarrow): Promise<{ all: number; safety: number; chosen: number }> {
	const chosen = and(sql`true`, ...narrowed(narrow));
	const [row] = await db.q
		.select({
			all: sql<number>`count(*)::int`,
			safety: sql<number>`(count(*) filter (where ${dueRow.isSafety}))::int`,
			chosen: sql<number>`(count(*) filter (where ${chosen}))::int`
		})
		.from(dueRow)
		.where(and(eq(dueRow.hubId, db.hub), wished(wish)));
	return row ?? { all: 0, safety: 0, chosen: 0 };
}

/** The folded rows of these events of this hub. */
export function dueOfEvents(db: Tx, eventIds: readonly string[]): Promise<DueKey[]> {
	if (!eventIds.length) return Promise.resolve([]);
	return db.q
		.select(key)
		.from(dueRow)
		.where(and(eq(dueRow.hubId, db.hub), inArray(dueRow.eventId, [...eventIds])));
}

/** Marks of cases of this hub that changed since they were folded; at most so many. */
export function dueMarks(db: Tx, limit: number): Promise<{ id: string; caseId: string }[]> {
	return db.q.select({ id: dueMark.id, caseId: dueMark.caseId }).from(dueMark).where(eq(dueMark.hubId, db.hub)).limit(limit);
}

/** Cases of this hub whose rows were folded on an earlier day, which a date alone may have changed; at most so many. */
export async function foldedBefore(db: Tx, day: string, limit: number): Promise<string[]> {
	const rows = await db.q
		.selectDistinct({ caseId: dueRow.caseId })
		.from(dueRow)
		.where(and(eq(dueRow.hubId, db.hub), lt(dueRow.foldedOn, day)))
		.limit(limit);
	return rows.map(({ caseId }) => caseId);
}

/** Puts these rows in the place of all that stood for these cases of this hub, and takes these marks away. */
export async function keepDue(
	db: Tx,
	caseIds: readonly string[],
	rows: readonly (typeof dueRow.$inferInsert)[],
	marks: readonly string[]
): Promise<void> {
	if (caseIds.length) await db.q.delete(dueRow).where(and(eq(dueRow.hubId, db.hub), inArray(dueRow.caseId, [...caseIds])));
	for (let at = 0; at < rows.length; at += 500) await db.q.insert(dueRow).values(rows.slice(at, at + 500));
	if (marks.length) await db.q.delete(dueMark).where(and(eq(dueMark.hubId, db.hub), inArray(dueMark.id, [...marks])));
}

/** One at a time folds for this hub, in whichever process. @returns whether it is this one's turn. */
export async function holdDue(db: Tx): Promise<boolean> {
	const rows = rowsOf<{ held: boolean }>(
		await db.q.execute(sql`select pg_try_advisory_xact_lock(hashtextextended(${`due ${db.hub}`}, 0)) as held`)
	);
	return rows[0]?.held === true;
}

/** Open tasks of this hub of these kinds about these cases' events: what the fold asks of them. */
export function tasksOfEvents(db: Tx, caseIds: readonly string[], kinds: readonly TaskKind[]): Promise<TaskRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(task)
		.where(and(eq(task.hubId, db.hub), inArray(task.caseId, [...caseIds]), inArray(task.kind, [...kinds]), isNull(task.doneAt)));
}
