import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { courtStep } from '../schema/court.ts';

const said = {
	id: courtStep.id,
	thing: courtStep.thing,
	seq: courtStep.seq,
	step: courtStep.step,
	saidBy: courtStep.saidBy,
	onDay: courtStep.onDay,
	atTime: courtStep.atTime,
	court: courtStep.court,
	access: courtStep.access,
	madeAt: courtStep.madeAt
};
export type CourtStepRow = Pick<typeof courtStep.$inferSelect, keyof typeof said>;

/** The steps about court of one person of the hub in one case, oldest first about each thing. */
export function courtStepsOf(db: Tx, personId: string, caseId: string): Promise<CourtStepRow[]> {
	return db.q
		.select(said)
		.from(courtStep)
		.where(and(eq(courtStep.hubId, db.hub), eq(courtStep.personId, personId), eq(courtStep.caseId, caseId)))
		.orderBy(asc(courtStep.thing), asc(courtStep.seq))
		.limit(200);
}

/** Every step about court of this person of the hub, whichever case, oldest first about each thing: for what is held about her. */
export function ownCourtSteps(db: Tx, personId: string): Promise<(CourtStepRow & { caseId: string })[]> {
	return db.q
		.select({ ...said, caseId: courtStep.caseId })
		.from(courtStep)
		.where(and(eq(courtStep.hubId, db.hub), eq(courtStep.personId, personId)))
		.orderBy(asc(courtStep.caseId), asc(courtStep.thing), asc(courtStep.seq));
}

/** Keeps one step. @returns false where another was first. */
export async function addCourtStep(db: Tx, row: typeof courtStep.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(courtStep).values(row).onConflictDoNothing().returning({ id: courtStep.id });
	return rows.length === 1;
}

/** Deletes what was asked for court in a forgotten case, or by a forgotten person, of this hub. */
export const deleteCourtSteps = async (db: Tx, whose: { caseId: string } | { personId: string }): Promise<void> =>
	void (await db.q
		.delete(courtStep)
		.where(
			and(eq(courtStep.hubId, db.hub), 'caseId' in whose ? eq(courtStep.caseId, whose.caseId) : eq(courtStep.personId, whose.personId))
		));

/**
 * The cases of this hub of which an agency named a court day between two days, and nobody has a task about it yet: what is looked at to see who has to be ready. A day may have been
 * moved since: the fold over the case decides. At most 500.
 */
export async function casesWithCourt(db: Tx, from: string, to: string): Promise<string[]> {
	const begins = sql`coalesce(e.detail #>> '{hearing,when,on}', e.detail #>> '{hearing,when,from}')`;
	const rows = await db.q.execute(
		sql`select distinct e.case_id::text as id from event e
			where e.hub_id = ${db.hub}::uuid and e.detail ? 'hearing' and ${begins} between ${from} and ${to} order by 1 limit 500`
	);
	return rowsOf<{ id: string }>(rows).map(({ id }) => id);
}
