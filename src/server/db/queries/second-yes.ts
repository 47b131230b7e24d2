import { and, desc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { secondYes } from '../schema/people.ts';

export type SecondYesRow = typeof secondYes.$inferSelect;

/** Keeps a worker's question to another worker. @returns false where one about this person is open already: nothing changed. */
export async function addSecondYes(db: Tx, row: typeof secondYes.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(secondYes).values(row).onConflictDoNothing().returning({ id: secondYes.id });
	return rows.length === 1;
}

/** What is open about this person of the hub, and the newest answer; newest first, at most 2. */
export function secondYesOf(db: Tx, personId: string): Promise<SecondYesRow[]> {
	return db.q
		.select()
		.from(secondYes)
		.where(and(eq(secondYes.hubId, db.hub), eq(secondYes.personId, personId)))
		.orderBy(desc(secondYes.askedAt), desc(secondYes.id))
		.limit(2);
}

/** Writes the answer of another worker than the one who asked, once. @returns false where it was answered, is one's own, or is not there. */
export async function answerSecondYes(
	db: Tx,
	personId: string,
	id: string,
	said: Pick<SecondYesRow, 'said' | 'saidBy' | 'saidAt'>
): Promise<boolean> {
	const rows = await db.q
		.update(secondYes)
		.set(said)
		.where(and(eq(secondYes.hubId, db.hub), eq(secondYes.personId, personId), eq(secondYes.id, id), isNull(secondYes.said)))
		.returning({ id: secondYes.id });
	return rows.length === 1;
}

/** About which of these people this worker may act on a yes that was said after `since`: as the one who asked, or who said it. */
export async function agreedWith(db: Tx, workerId: string, personIds: readonly string[], since: Date): Promise<string[]> {
	if (!personIds.length) return [];
	const rows = await db.q
		.select({ personId: secondYes.personId })
		.from(secondYes)
		.where(
			and(
				...[eq(secondYes.hubId, db.hub), inArray(secondYes.personId, [...personIds]), eq(secondYes.said, 'yes')],
				...[gt(secondYes.saidAt, since), or(eq(secondYes.askedBy, workerId), eq(secondYes.saidBy, workerId))]
			)
		);
	return rows.map(({ personId }) => personId);
}
