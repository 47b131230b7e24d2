import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { safetyShare } from '../schema/referrals.ts';

export type SafetyShareRow = typeof safetyShare.$inferSelect;

/** Keeps that something had to be shared to keep somebody safe. @returns false where it is kept already: nothing changed. */
export async function addSafetyShare(db: Tx, row: typeof safetyShare.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(safetyShare).values(row).onConflictDoNothing().returning({ id: safetyShare.id });
	return rows.length === 1;
}

/** All that was shared about this person of this hub to keep somebody safe, newest first; at most 100. For staff. */
export function safetySharesOf(db: Tx, personId: string): Promise<SafetyShareRow[]> {
	return db.q
		.select()
		.from(safetyShare)
		.where(and(eq(safetyShare.hubId, db.hub), eq(safetyShare.personId, personId)))
		.orderBy(desc(safetyShare.madeAt), desc(safetyShare.id))
		.limit(100);
}

/** What she reads of it: only what is shown, without who wrote it; newest first, at most 100. */
export function ownSafetyShares(db: Tx, personId: string): Promise<Pick<SafetyShareRow, 'id' | 'wordsSealed' | 'madeAt'>[]> {
	const { id, wordsSealed, madeAt } = safetyShare;
	return db.q
		.select({ id, wordsSealed, madeAt })
		.from(safetyShare)
		.where(and(eq(safetyShare.hubId, db.hub), eq(safetyShare.personId, personId)))
		.orderBy(desc(madeAt), desc(id))
		.limit(100);
}

/** Shows it to her, or keeps it from her with who decided so and why. @returns false where it was decided already, or is not there. */
export async function settleSafetyShare(
	db: Tx,
	personId: string,
	id: string,
	decided: { shownAt: Date } | Pick<SafetyShareRow, 'hiddenBy' | 'hiddenAt' | 'hiddenWhySealed'>
): Promise<boolean> {
	const rows = await db.q
		.update(safetyShare)
		.set(decided)
		.where(
			and(
				...[eq(safetyShare.hubId, db.hub), eq(safetyShare.personId, personId), eq(safetyShare.id, id)],
				...[isNull(safetyShare.shownAt), isNull(safetyShare.hiddenAt)]
			)
		)
		.returning({ id: safetyShare.id });
	return rows.length === 1;
}
