import { and, asc, eq, gte, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { task } from '../schema/cases.ts';
import { dueFilter } from '../schema/due.ts';

/** The lists this worker keeps, the first kept first; at most 20. */
export function keptFilters(db: Tx, workerId: string): Promise<{ id: string; code: string }[]> {
	return db.q
		.select({ id: dueFilter.id, code: dueFilter.code })
		.from(dueFilter)
		.where(and(eq(dueFilter.hubId, db.hub), eq(dueFilter.workerId, workerId)))
		.orderBy(asc(dueFilter.madeAt), asc(dueFilter.id))
		.limit(20);
}

/** Keeps one list for a worker. The same one twice is once. */
export const keepFilter = async (db: Tx, row: typeof dueFilter.$inferInsert): Promise<void> =>
	void (await db.q
		.insert(dueFilter)
		.values(row)
		.onConflictDoNothing({ target: [dueFilter.workerId, dueFilter.code] }));

/** Lets one list of a worker go. */
export const dropFilter = async (db: Tx, workerId: string, id: string): Promise<void> =>
	void (await db.q.delete(dueFilter).where(and(eq(dueFilter.hubId, db.hub), eq(dueFilter.workerId, workerId), eq(dueFilter.id, id))));

/** Gives open tasks of this hub to a worker, or back to the team (null). @returns how many */
export async function giveTasks(db: Tx, ids: readonly string[], workerId: string | null): Promise<number> {
	if (!ids.length) return 0;
	const rows = await db.q
		.update(task)
		.set({ assignedTo: workerId })
		.where(and(eq(task.hubId, db.hub), inArray(task.id, [...ids]), isNull(task.doneAt)))
		.returning({ id: task.id });
	return rows.length;
}

/** Opens a task of this hub again that this worker settled since then. @returns whether there was one. */
export async function reopenTask(db: Tx, id: string, workerId: string, since: Date): Promise<boolean> {
	const rows = await db.q
		.update(task)
		.set({ doneAt: null, doneBy: null })
		.where(and(eq(task.hubId, db.hub), eq(task.id, id), eq(task.doneBy, workerId), gte(task.doneAt, since)))
		.returning({ id: task.id });
	return rows.length === 1;
}
