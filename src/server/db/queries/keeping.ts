import { and, asc, desc, eq, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { cases, participant } from '../schema/cases.ts';
import { legalHold, retentionRule, retentionRun } from '../schema/vault.ts';

/** Days are London's, 'YYYY-MM-DD'. Null: never. */
export type CaseKeeping = {
	id: string;
	madeOn: string;
	heardOn: string | null;
	triedOn: string | null;
	contactOn: string | null;
	isServed: boolean;
	complaintOn: string | null;
	wrongLinkOn: string | null;
	isWrongLinkOpen: boolean;
	hasOpenTask: boolean;
	isHeld: boolean;
};

const day = (instant: SQL) => sql`to_char(${instant} at time zone 'Europe/London', 'YYYY-MM-DD')`;
// What somebody of the case did themselves, or said when they were reached. Reading is not among it: nobody records what a person reads (S-31).
const asked = sql`('update_asked', 'not_told', 'call_me', 'help_with_right', 'asked_about', 'look_asked', 'notes_asked', 'data_wrong')`;

/** What decides how long living cases of this hub are kept, in the order of their ids: those after `after`, or one alone. */
export async function caseKeeping(db: Tx, page: { after: string; limit: number } | { only: string }): Promise<CaseKeeping[]> {
	const wanted = 'only' in page ? sql`c.id = ${page.only}::uuid` : sql`c.id > ${page.after}::uuid`;
	const invited = sql`select max(i.used_at) from participant p join invitation i on i.subject = p.person_id and i.kind = 'person' and i.hub_id = c.hub_id where p.case_id = c.id`;
	const mine = sql`select max(k.made_at) from task k where k.case_id = c.id and k.kind in ${asked}`;
	const heard = sql`select max(h.at) from heard h where h.case_id = c.id`;
	const spoken = sql`select max(t.at) from telling t where t.case_id = c.id and t.undone_at is null and t.outcome in ('told', 'not_safe', 'another_time', 'not_now')`;
	const found = await db.q.execute(sql`
		select c.id::text as id, ${day(sql`c.made_at`)} as "madeOn",
			${day(sql`(select max(e.received_at) from event e where e.case_id = c.id)`)} as "heardOn",
			${day(sql`(select max(t.at) from telling t where t.case_id = c.id and t.undone_at is null)`)} as "triedOn",
			${day(sql`greatest((${spoken}), (${heard}), (${mine}), (${invited}))`)} as "contactOn",
			coalesce((${heard}), (${mine}), (${invited})) is not null
				or exists (select from telling t where t.case_id = c.id and t.undone_at is null and t.outcome = 'told') as "isServed",
			${day(sql`(select max(k.made_at) from task k where k.case_id = c.id and k.about = 'complaint')`)} as "complaintOn",
			${day(sql`(select max(b.decided_at) from breach b where b.case_id = c.id)`)} as "wrongLinkOn",
			exists (select from breach b where b.case_id = c.id and b.decision = 'open') as "isWrongLinkOpen",
			exists (select from task k where k.case_id = c.id and k.done_at is null) as "hasOpenTask",
			exists (select from legal_hold l where l.hub_id = c.hub_id and l.ended_at is null
				and (l.case_id = c.id or l.person_id in (select p.person_id from participant p where p.case_id = c.id))) as "isHeld"
		from cases c where c.hub_id = ${db.hub}::uuid and c.shredded_at is null and ${wanted}
		order by c.id limit ${'only' in page ? 1 : page.limit}`);
	return rowsOf<CaseKeeping>(found);
}

export type PersonKeeping = { id: string; madeOn: string; forgottenCases: number; hasOpenTask: boolean; isHeld: boolean };

/** People of this hub, not yet forgotten, of whom no living case is left, in the order of their ids. */
export async function personKeeping(db: Tx, { after, limit }: { after: string; limit: number }): Promise<PersonKeeping[]> {
	const living = sql`select from participant p join cases c on c.id = p.case_id where p.person_id = n.id and c.shredded_at is null`;
	const found = await db.q.execute(sql`
		select n.id::text as id, ${day(sql`n.made_at`)} as "madeOn", (select count(*)::int from participant p where p.person_id = n.id) as "forgottenCases",
			exists (select from task k where k.person_id = n.id and k.done_at is null) as "hasOpenTask",
			exists (select from legal_hold l where l.hub_id = n.hub_id and l.person_id = n.id and l.ended_at is null) as "isHeld"
		from person n where n.hub_id = ${db.hub}::uuid and n.shredded_at is null and n.id > ${after}::uuid and not exists (${living})
			and not exists (select from help_grant g where g.hub_id = n.hub_id and g.helper_id = n.id and g.ended_at is null and g.until > ${db.now.toISOString()}::timestamptz)
		order by n.id limit ${limit}`);
	return rowsOf<PersonKeeping>(found);
}

/** One person's cases in this hub that are not forgotten, and how many people take part in each. */
export function sharedCases(db: Tx, personId: string): Promise<{ caseId: string; people: number }[]> {
	const people = sql<number>`(select count(*)::int from participant p where p.case_id = ${participant.caseId})`;
	return db.q
		.select({ caseId: participant.caseId, people })
		.from(participant)
		.innerJoin(cases, eq(cases.id, participant.caseId))
		.where(and(eq(participant.hubId, db.hub), eq(participant.personId, personId), isNull(cases.shreddedAt)))
		.orderBy(asc(participant.caseId))
		.limit(50);
}

/** Where this hub keeps something shorter or longer than the default. */
export function ownRules(db: Tx): Promise<{ record: string; days: number }[]> {
	return db.q
		.select({ record: retentionRule.record, days: retentionRule.days })
		.from(retentionRule)
		.where(eq(retentionRule.hubId, db.hub))
		.orderBy(asc(retentionRule.record))
		.limit(100);
}

/** Sets for how many days this hub keeps one kind of record. */
export async function setRule(db: Tx, row: typeof retentionRule.$inferInsert): Promise<void> {
	const { days, changedBy, changedAt } = row;
	await db.q
		.insert(retentionRule)
		.values(row)
		.onConflictDoUpdate({ target: [retentionRule.hubId, retentionRule.record], set: { days, changedBy, changedAt } });
}

export type RunRow = typeof retentionRun.$inferSelect;

/** The rounds of forgetting of this hub, the newest first. */
export function lastRuns(db: Tx, limit: number): Promise<RunRow[]> {
	return db.q.select().from(retentionRun).where(eq(retentionRun.hubId, db.hub)).orderBy(desc(retentionRun.onDay)).limit(limit);
}

/** Begins this hub's round of a day. @returns false when it was begun already, by this server or another. */
export async function beginRun(db: Tx, row: typeof retentionRun.$inferInsert): Promise<boolean> {
	const rows = await db.q
		.insert(retentionRun)
		.values(row)
		.onConflictDoNothing({ target: [retentionRun.hubId, retentionRun.onDay] })
		.returning({ id: retentionRun.id });
	return rows.length === 1;
}

/** Takes over a round of this hub that nobody has moved since `before`. @returns whether this server has it now. */
export async function takeOverRun(db: Tx, id: string, before: Date): Promise<boolean> {
	const rows = await db.q
		.update(retentionRun)
		.set({ startedAt: db.now })
		.where(
			and(eq(retentionRun.hubId, db.hub), eq(retentionRun.id, id), isNull(retentionRun.finishedAt), lte(retentionRun.startedAt, before))
		)
		.returning({ id: retentionRun.id });
	return rows.length === 1;
}

/** Writes how far a round of this hub came: what was deleted so far, its fault, its end. */
export async function noteRun(
	db: Tx,
	id: string,
	change: { counts: Record<string, number>; fault: string | null; finishedAt: Date | null }
): Promise<void> {
	await db.q
		.update(retentionRun)
		.set(change)
		.where(and(eq(retentionRun.hubId, db.hub), eq(retentionRun.id, id)));
}

export type HoldRow = typeof legalHold.$inferSelect;

/** The holds that stand on one case of this hub or on anyone in it, the oldest first. */
export function holdsOn(db: Tx, caseId: string, personIds: readonly string[]): Promise<HoldRow[]> {
	const about = or(eq(legalHold.caseId, caseId), inArray(legalHold.personId, [...personIds]));
	return db.q
		.select()
		.from(legalHold)
		.where(and(eq(legalHold.hubId, db.hub), isNull(legalHold.endedAt), personIds.length ? about : eq(legalHold.caseId, caseId)))
		.orderBy(asc(legalHold.madeAt), asc(legalHold.id))
		.limit(50);
}

/** How many holds of this hub stand, and how many of them should have been looked at again by this day. */
export async function countHolds(db: Tx, today: string): Promise<{ all: number; late: number }> {
	const late = sql<number>`count(*) filter (where ${legalHold.reviewOn} <= ${today}::date)::int`;
	const rows = await db.q
		.select({ all: sql<number>`count(*)::int`, late })
		.from(legalHold)
		.where(and(eq(legalHold.hubId, db.hub), isNull(legalHold.endedAt)));
	return rows[0] ?? { all: 0, late: 0 };
}

/** Sets a hold. */
export const addHold = async (db: Tx, row: typeof legalHold.$inferInsert): Promise<void> => void (await db.q.insert(legalHold).values(row));

/** Ends a hold of this hub. @returns it, when it stood until now. */
export async function endHold(db: Tx, id: string, workerId: string): Promise<HoldRow | undefined> {
	const rows = await db.q
		.update(legalHold)
		.set({ endedAt: db.now, endedBy: workerId })
		.where(and(eq(legalHold.hubId, db.hub), eq(legalHold.id, id), isNull(legalHold.endedAt)))
		.returning();
	return rows[0];
}
