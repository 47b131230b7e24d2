import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { task } from '../schema/cases.ts';
import { breach, erasure } from '../schema/vault.ts';

export type BreachRow = typeof breach.$inferSelect;
export type ErasureRow = typeof erasure.$inferSelect;

/** Opens the record of a wrong link. */
export const addBreach = async (db: Tx, row: typeof breach.$inferInsert): Promise<void> => void (await db.q.insert(breach).values(row));

/** The records of wrong links of this hub: open ones first, the oldest of them first; then the latest decided. At most 200. */
export function breachesOf(db: Tx): Promise<BreachRow[]> {
	return db.q
		.select()
		.from(breach)
		.where(eq(breach.hubId, db.hub))
		.orderBy(
			desc(eq(breach.decision, 'open')),
			asc(sql`case when ${breach.decision} = 'open' then ${breach.knownAt} end`),
			desc(breach.decidedAt)
		)
		.limit(200);
}

/** One record of a wrong link of this hub. */
export async function breachOf(db: Tx, id: string): Promise<BreachRow | undefined> {
	const rows = await db.q
		.select()
		.from(breach)
		.where(and(eq(breach.hubId, db.hub), eq(breach.id, id)));
	return rows[0];
}

/** Writes what a supervisor of this hub decided. @returns whether it was open until now. */
export async function decideBreach(
	db: Tx,
	id: string,
	change: { decision: 'reported' | 'not_reportable'; noteSealed: Buffer; decidedBy: string }
): Promise<boolean> {
	const rows = await db.q
		.update(breach)
		.set({ ...change, decidedAt: db.now })
		.where(and(eq(breach.hubId, db.hub), eq(breach.id, id), eq(breach.decision, 'open')))
		.returning({ id: breach.id });
	return rows.length === 1;
}

/** The open task about one record of a wrong link of this hub. */
export async function breachTask(db: Tx, breachId: string): Promise<string | undefined> {
	const rows = await db.q
		.select({ id: task.id })
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.kind, 'breach_open'), eq(task.about, breachId), isNull(task.doneAt)))
		.limit(1);
	return rows[0]?.id;
}

/** When one person of this hub last asked for her record to be deleted, and by when she is answered. As a person it finds her own. */
export async function eraseAsked(
	db: Tx,
	personId: string
): Promise<{ id: string; madeAt: Date; dueOn: string; doneAt: Date | null } | undefined> {
	const rows = await db.q
		.select({ id: task.id, madeAt: task.madeAt, dueOn: task.dueOn, doneAt: task.doneAt })
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.personId, personId), eq(task.kind, 'erase_asked')))
		.orderBy(desc(task.madeAt), desc(task.id))
		.limit(1);
	return rows[0];
}

const answered = {
	id: erasure.id,
	outcome: erasure.outcome,
	reason: erasure.reason,
	dropsContact: erasure.dropsContact,
	wordsSealed: erasure.wordsSealed,
	decidedAt: erasure.decidedAt,
	doneAt: erasure.doneAt
};
export type ErasureAnswer = Pick<ErasureRow, keyof typeof answered>;

/** What was last decided about such a request of one person of this hub. As a person it finds her own. */
export async function erasureAnswer(db: Tx, personId: string): Promise<ErasureAnswer | undefined> {
	const rows = await db.q
		.select(answered)
		.from(erasure)
		.where(and(eq(erasure.hubId, db.hub), eq(erasure.personId, personId)))
		.orderBy(desc(erasure.decidedAt), desc(erasure.id))
		.limit(1);
	return rows[0];
}

/** Stores the decision; one for each request, so that a form sent twice decides once. @returns whether it was new. */
export async function addErasure(db: Tx, row: typeof erasure.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(erasure).values(row).onConflictDoNothing({ target: erasure.taskId }).returning({ id: erasure.id });
	return rows.length === 1;
}

/** A decision of this hub that the jobs have to carry out; undefined once that was done. */
export async function erasureToDo(db: Tx, id: string): Promise<ErasureRow | undefined> {
	const rows = await db.q
		.select()
		.from(erasure)
		.where(and(eq(erasure.hubId, db.hub), eq(erasure.id, id), isNull(erasure.doneAt)));
	return rows[0];
}

/** Writes that a decision of this hub was carried out; where the person's key is gone, her words go too. */
export async function markErased(db: Tx, id: string, keepsWords: boolean): Promise<void> {
	await db.q
		.update(erasure)
		.set({ doneAt: db.now, ...(!keepsWords && { wordsSealed: null }) })
		.where(and(eq(erasure.hubId, db.hub), eq(erasure.id, id)));
}
