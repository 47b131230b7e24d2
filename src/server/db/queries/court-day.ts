import { and, asc, eq, gte, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { courtAway, courtTick } from '../schema/court.ts';

/** What this person of the hub ticked before a day at court. */
export const ownTicks = (db: Tx, personId: string): Promise<{ item: string }[]> =>
	db.q
		.select({ item: courtTick.item })
		.from(courtTick)
		.where(and(eq(courtTick.hubId, db.hub), eq(courtTick.personId, personId)))
		.orderBy(asc(courtTick.item))
		.limit(50);

/** Takes ticks away from a person's list. */
export const dropTicks = async (db: Tx, personId: string, items?: readonly string[]): Promise<void> =>
	void (await db.q
		.delete(courtTick)
		.where(and(eq(courtTick.hubId, db.hub), eq(courtTick.personId, personId), items && inArray(courtTick.item, [...items]))));

/** Puts ticks on a person's list; those that stand there stay. */
export const addTicks = async (db: Tx, rows: readonly (typeof courtTick.$inferInsert)[]): Promise<void> =>
	void (await db.q
		.insert(courtTick)
		.values([...rows])
		.onConflictDoNothing());

const away = { id: courtAway.id, caseId: courtAway.caseId, from: courtAway.fromOn, to: courtAway.toOn, madeAt: courtAway.madeAt };

/** The days on which this person of the hub cannot come, in these cases, that still hold and are not over on `today` (a London day); soonest first. */
export const daysAwayOf = (db: Tx, personId: string, caseIds: readonly string[], today: string) =>
	db.q
		.select(away)
		.from(courtAway)
		.where(
			and(
				eq(courtAway.hubId, db.hub),
				eq(courtAway.personId, personId),
				inArray(courtAway.caseId, [...caseIds]),
				isNull(courtAway.endedAt),
				gte(courtAway.toOn, today)
			)
		)
		.orderBy(asc(courtAway.fromOn), asc(courtAway.id))
		.limit(100);

/** Keeps days on which somebody cannot come. */
export const addDaysAway = async (db: Tx, row: typeof courtAway.$inferInsert): Promise<void> =>
	void (await db.q.insert(courtAway).values(row));

/** They can come after all. @returns whether such days stood there for this person in this case */
export async function endDaysAway(db: Tx, personId: string, caseId: string, id: string, now: Date): Promise<boolean> {
	const rows = await db.q
		.update(courtAway)
		.set({ endedAt: now })
		.where(
			and(
				eq(courtAway.hubId, db.hub),
				eq(courtAway.personId, personId),
				eq(courtAway.caseId, caseId),
				eq(courtAway.id, id),
				isNull(courtAway.endedAt)
			)
		)
		.returning({ id: courtAway.id });
	return rows.length === 1;
}

/** Deletes the days away in a forgotten case, or of a forgotten person, of this hub. */
export const deleteDaysAway = async (db: Tx, whose: { caseId: string } | { personId: string }): Promise<void> =>
	void (await db.q
		.delete(courtAway)
		.where(
			and(eq(courtAway.hubId, db.hub), 'caseId' in whose ? eq(courtAway.caseId, whose.caseId) : eq(courtAway.personId, whose.personId))
		));
