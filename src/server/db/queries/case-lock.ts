import { and, eq, gt, lte, or, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { caseLock } from '../schema/case-lock.ts';

export type LockRow = typeof caseLock.$inferSelect;

/** Who is on this case of the hub, or was last. */
export async function lockOfCase(db: Tx, caseId: string): Promise<LockRow | undefined> {
	const rows = await db.q
		.select()
		.from(caseLock)
		.where(and(eq(caseLock.hubId, db.hub), eq(caseLock.caseId, caseId)));
	return rows[0];
}

/**
 * Puts this worker on a case of the hub until `until`: of two at once one is (the machine of cases/domain/lock.ts, in one statement). `takes`: also where a colleague is on it.
 * @returns whether they are on it now.
 */
export async function takeLock(
	db: Tx,
	{ caseId, workerId, what, until }: Pick<LockRow, 'caseId' | 'workerId' | 'what' | 'until'>,
	takes: boolean
): Promise<boolean> {
	const isLive = gt(caseLock.until, db.now);
	const isMine = eq(caseLock.workerId, workerId);
	const free = or(isMine, lte(caseLock.until, db.now));
	const rows = await db.q
		.insert(caseLock)
		.values({ caseId, hubId: db.hub, workerId, what, since: db.now, until })
		.onConflictDoUpdate({
			target: caseLock.caseId,
			set: {
				workerId,
				what,
				until,
				since: sql`case when ${and(isMine, isLive)} then ${caseLock.since} else excluded.since end`,
				takenFrom: sql`case when not ${isLive} then null when ${isMine} then ${caseLock.takenFrom} else ${caseLock.workerId} end`
			},
			setWhere: and(eq(caseLock.hubId, db.hub), takes ? undefined : free)
		})
		.returning({ caseId: caseLock.caseId });
	return rows.length === 1;
}

/** Takes this worker off a case of the hub: what they wrote down is saved. */
export async function leaveLock(db: Tx, caseId: string, workerId: string): Promise<void> {
	await db.q
		.update(caseLock)
		.set({ until: db.now })
		.where(and(eq(caseLock.hubId, db.hub), eq(caseLock.caseId, caseId), eq(caseLock.workerId, workerId), gt(caseLock.until, db.now)));
}
