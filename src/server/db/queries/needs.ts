import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { needAnswer } from '../schema/needs.ts';

export type NeedAnswerRow = typeof needAnswer.$inferSelect;

const ownColumns = {
	id: needAnswer.id,
	levels: needAnswer.levels,
	before: needAnswer.before,
	lineSealed: needAnswer.lineSealed,
	madeAt: needAnswer.madeAt
};
export type OwnAnswerRow = Pick<NeedAnswerRow, keyof typeof ownColumns>;

/** What this person said would help, newest first, at most 20. */
export function ownNeedAnswers(db: Tx, personId: string): Promise<OwnAnswerRow[]> {
	return db.q
		.select(ownColumns)
		.from(needAnswer)
		.where(and(eq(needAnswer.hubId, db.hub), eq(needAnswer.personId, personId)))
		.orderBy(desc(needAnswer.madeAt), desc(needAnswer.id))
		.limit(20);
}

/** What a person of this hub said would help, newest first, at most 20, for those who work here. */
export function needAnswersOf(db: Tx, personId: string): Promise<NeedAnswerRow[]> {
	return db.q
		.select()
		.from(needAnswer)
		.where(and(eq(needAnswer.hubId, db.hub), eq(needAnswer.personId, personId)))
		.orderBy(desc(needAnswer.madeAt), desc(needAnswer.id))
		.limit(20);
}

/** Keeps an answer. @returns false where the same form was sent before. */
export async function addNeedAnswer(db: Tx, row: typeof needAnswer.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(needAnswer).values(row).onConflictDoNothing().returning({ id: needAnswer.id });
	return rows.length === 1;
}

/** Says that the hub has first spoken with a person of this hub about her answers. */
export async function markContacted(db: Tx, personId: string, by: string): Promise<void> {
	await db.q
		.update(needAnswer)
		.set({ contactedAt: db.now, contactedBy: by })
		.where(and(eq(needAnswer.hubId, db.hub), eq(needAnswer.personId, personId), isNull(needAnswer.contactedAt)));
}

export type CountedAnswer = Pick<NeedAnswerRow, 'levels' | 'madeAt' | 'contactedAt'>;
/** The answers given in this hub since a moment, as a report counts them: nobody can be found from one. At most 20,000, the newest first. */
export function countedAnswers(db: Tx, since: Date): Promise<CountedAnswer[]> {
	return db.q
		.select({ levels: needAnswer.levels, madeAt: needAnswer.madeAt, contactedAt: needAnswer.contactedAt })
		.from(needAnswer)
		.where(and(eq(needAnswer.hubId, db.hub), gte(needAnswer.madeAt, since)))
		.orderBy(desc(needAnswer.madeAt), desc(needAnswer.id))
		.limit(20_000);
}
