import { and, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { caseLock } from '../schema/case-lock.ts';
import { cases, reference, task } from '../schema/cases.ts';
import { feedEvent } from '../schema/feeds.ts';
import { needAnswer } from '../schema/needs.ts';
import { adjustment, contactWay, person, preference, riskMark, secondYes } from '../schema/people.ts';
import { notice } from '../schema/notices.ts';
import { caseAccess } from '../schema/vault.ts';

/** 32 random bytes in the place of a blind index: nothing that anybody can type finds the row again. */
const noIndex = sql`decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')`;
const noHold = (about: SQL) => sql`not exists (select from legal_hold l where l.hub_id = app_hub() and l.ended_at is null and ${about})`;

/** Marks a case of this hub as forgotten, unless it is held or was forgotten before. First of its steps: only whoever marked it goes on. @returns whether it was marked. */
export async function markCaseForgotten(db: Tx, caseId: string): Promise<boolean> {
	const free = noHold(
		sql`(l.case_id = ${caseId}::uuid or l.person_id in (select p.person_id from participant p where p.case_id = ${caseId}::uuid))`
	);
	const rows = await db.q
		.update(cases)
		.set({ shreddedAt: db.now, area: null })
		.where(and(eq(cases.hubId, db.hub), eq(cases.id, caseId), isNull(cases.shreddedAt), free))
		.returning({ id: cases.id });
	return rows.length === 1;
}

/**
 * Empties what in other tables still leads to a forgotten case of this hub: its references cannot be found, its tasks and feed rows are gone, why the glass was broken is not said.
 * References keep their row: an event that came under a detached one must not come back into the counts.
 */
export async function emptyCase(db: Tx, caseId: string): Promise<void> {
	await db.q
		.update(reference)
		.set({ refIndex: noIndex })
		.where(and(eq(reference.hubId, db.hub), eq(reference.caseId, caseId)));
	await db.q.delete(task).where(and(eq(task.hubId, db.hub), eq(task.caseId, caseId)));
	await db.q.delete(feedEvent).where(and(eq(feedEvent.hubId, db.hub), eq(feedEvent.caseId, caseId)));
	await db.q.delete(notice).where(and(eq(notice.hubId, db.hub), eq(notice.caseId, caseId)));
	await db.q.delete(caseLock).where(and(eq(caseLock.hubId, db.hub), eq(caseLock.caseId, caseId)));
	await db.q
		.update(caseAccess)
		.set({ reasonSealed: null })
		.where(and(eq(caseAccess.hubId, db.hub), eq(caseAccess.caseId, caseId), isNotNull(caseAccess.reasonSealed)));
}

/** Marks a person of this hub as forgotten, unless held or forgotten before; name, birth and area cannot be found any more. @returns whether she was marked. */
export async function markPersonForgotten(db: Tx, personId: string): Promise<boolean> {
	const rows = await db.q
		.update(person)
		.set({ shreddedAt: db.now, nameIndex: noIndex, nameBornIndex: null, bornSealed: null, area: null })
		.where(and(eq(person.hubId, db.hub), eq(person.id, personId), isNull(person.shreddedAt), noHold(sql`l.person_id = ${personId}::uuid`)))
		.returning({ id: person.id });
	return rows.length === 1;
}

/** Deletes how to reach a person of this hub, what she said about it, what makes it easier for her, and what she said would help. */
export async function deleteReach(db: Tx, personId: string): Promise<void> {
	for (const table of [contactWay, preference, riskMark, adjustment, needAnswer, secondYes])
		await db.q.delete(table).where(and(eq(table.hubId, db.hub), eq(table.personId, personId)));
}

/** Deletes every task about a person of this hub. */
export async function deleteTasksAbout(db: Tx, personId: string): Promise<void> {
	await db.q.delete(task).where(and(eq(task.hubId, db.hub), eq(task.personId, personId)));
}

/** Deletes what left towards a person of this hub, and what still waits to. */
export async function deleteNoticesTo(db: Tx, personId: string): Promise<void> {
	await db.q.delete(notice).where(and(eq(notice.hubId, db.hub), eq(notice.personId, personId)));
}

/** Ends the account of a forgotten person of this hub, with its sessions, factors and invitations. @returns how many accounts there were. */
export async function forgetAccount(db: Tx, personId: string): Promise<number> {
	const rows = rowsOf<{ gone: number }>(await db.q.execute(sql`select app_forget_account(${personId}::uuid) as gone`));
	return rows[0]?.gone ?? 0;
}

const swept = async (db: Tx, statement: SQL): Promise<number> => rowsOf(await db.q.execute(statement)).length;
const before = (db: Tx, days: number) => sql`${new Date(db.now.getTime() - days * 86_400_000).toISOString()}::timestamptz`;

/** Takes the words out of this hub's tasks that were done so many days ago; what was done, and when, stays. @returns how many. */
export const emptyOldTasks = (db: Tx, days: number, limit: number): Promise<number> =>
	swept(
		db,
		sql`update task set detail_sealed = null where id in (select t.id from task t where t.hub_id = ${db.hub}::uuid and t.detail_sealed is not null
			and t.done_at <= ${before(db, days)} limit ${limit}) returning id`
	);

/** Deletes the raw rows of this hub's feeds that came so many days ago. @returns how many. */
export const deleteOldBatches = (db: Tx, days: number, limit: number): Promise<number> =>
	swept(
		db,
		sql`delete from feed_batch where id in (select b.id from feed_batch b where b.hub_id = ${db.hub}::uuid and b.made_at <= ${before(db, days)} limit ${limit}) returning id`
	);

/** Deletes rows of this hub's feeds that came so many days ago and found no case. @returns how many. */
export const deleteOldFeedRows = (db: Tx, days: number, limit: number): Promise<number> =>
	swept(
		db,
		sql`delete from feed_event where id in (select f.id from feed_event f where f.hub_id = ${db.hub}::uuid and f.case_id is null and f.received_at <= ${before(db, days)}
			limit ${limit}) returning id`
	);

/** Deletes this hub's outbox rows that were handled so many days ago: the row first, so that none is ever handled again. @returns how many. */
export async function deleteOldOutbox(db: Tx, days: number, limit: number): Promise<number> {
	const gone = await swept(
		db,
		sql`delete from outbox where id in (select d.outbox_id from outbox_done d where d.hub_id = ${db.hub}::uuid and d.done_at <= ${before(db, days)} limit ${limit}) returning id`
	);
	await db.q.execute(
		sql`delete from outbox_done where hub_id = ${db.hub}::uuid and done_at <= ${before(db, days)} and not exists (select from outbox o where o.id = outbox_done.outbox_id)`
	);
	return gone;
}
