import { and, asc, desc, eq, gt, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { cases, task } from '../schema/cases.ts';
import { worker } from '../schema/people.ts';
import { acquaintance, caseAccess, caseRestriction } from '../schema/vault.ts';

export type RestrictionRow = typeof caseRestriction.$inferSelect;

/** The restriction that stands on one case of the hub; undefined where anyone may open it (P19). */
export async function restrictionOf(db: Tx, caseId: string): Promise<RestrictionRow | undefined> {
	const rows = await db.q
		.select()
		.from(caseRestriction)
		.where(and(eq(caseRestriction.hubId, db.hub), eq(caseRestriction.caseId, caseId), isNull(caseRestriction.endedAt)))
		.limit(1);
	return rows[0];
}

/** One standing restriction of the hub by its own id: how a supervisor speaks of a case that she may not open. */
export async function restrictionById(db: Tx, id: string): Promise<RestrictionRow | undefined> {
	const rows = await db.q
		.select()
		.from(caseRestriction)
		.where(and(eq(caseRestriction.hubId, db.hub), eq(caseRestriction.id, id), isNull(caseRestriction.endedAt)));
	return rows[0];
}

/** Shuts a case of the hub to all who are not let in. Let them in first: from this row on the case is gone for everybody else. */
export const addRestriction = async (db: Tx, row: typeof caseRestriction.$inferInsert): Promise<void> =>
	void (await db.q.insert(caseRestriction).values(row));

/** Opens a case of the hub to everyone again, and takes back what was given: a later restriction starts from nobody. @returns whether it was restricted. */
export async function endRestriction(db: Tx, caseId: string, workerId: string): Promise<boolean> {
	const ended = { endedAt: db.now, endedBy: workerId };
	const rows = await db.q
		.update(caseRestriction)
		.set(ended)
		.where(and(eq(caseRestriction.hubId, db.hub), eq(caseRestriction.caseId, caseId), isNull(caseRestriction.endedAt)))
		.returning({ id: caseRestriction.id });
	await db.q
		.update(caseAccess)
		.set(ended)
		.where(and(eq(caseAccess.hubId, db.hub), eq(caseAccess.caseId, caseId), isNull(caseAccess.endedAt)));
	return rows.length > 0;
}

const accessColumns = {
	id: caseAccess.id,
	caseId: caseAccess.caseId,
	workerId: caseAccess.workerId,
	nameSealed: worker.nameSealed,
	isGlass: caseAccess.isGlass,
	reasonSealed: caseAccess.reasonSealed,
	until: caseAccess.until,
	madeAt: caseAccess.madeAt,
	endedAt: caseAccess.endedAt
};
export type AccessRow = Pick<typeof caseAccess.$inferSelect, Exclude<keyof typeof accessColumns, 'nameSealed'>> & { nameSealed: Buffer };

/** Who may open these restricted cases of the hub at this moment, by name or by a broken glass, with the worker's own name. */
export function accessTo(db: Tx, caseIds: readonly string[]): Promise<AccessRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select(accessColumns)
		.from(caseAccess)
		.innerJoin(worker, eq(worker.id, caseAccess.workerId))
		.where(
			and(
				eq(caseAccess.hubId, db.hub),
				inArray(caseAccess.caseId, [...caseIds]),
				isNull(caseAccess.endedAt),
				or(isNull(caseAccess.until), gt(caseAccess.until, db.now))
			)
		)
		.orderBy(asc(caseAccess.madeAt), asc(caseAccess.id))
		.limit(500);
}

/** Each breaking of the glass in this hub since then, newest first, with the worker who did it (S-32). */
export function glassSince(db: Tx, since: Date): Promise<AccessRow[]> {
	return db.q
		.select(accessColumns)
		.from(caseAccess)
		.innerJoin(worker, eq(worker.id, caseAccess.workerId))
		.where(and(eq(caseAccess.hubId, db.hub), eq(caseAccess.isGlass, true), gte(caseAccess.madeAt, since)))
		.orderBy(desc(caseAccess.madeAt), desc(caseAccess.id))
		.limit(100);
}

/** Lets workers into a restricted case of the hub. */
export const addAccess = async (db: Tx, rows: (typeof caseAccess.$inferInsert)[]): Promise<void> =>
	void (rows.length && (await db.q.insert(caseAccess).values(rows)));

/** Shuts one worker out of a case of the hub again. @returns whose access ended and to which case; undefined where none was open. */
export async function endAccess(db: Tx, accessId: string, workerId: string): Promise<{ caseId: string; workerId: string } | undefined> {
	const rows = await db.q
		.update(caseAccess)
		.set({ endedAt: db.now, endedBy: workerId })
		.where(and(eq(caseAccess.hubId, db.hub), eq(caseAccess.id, accessId), isNull(caseAccess.endedAt)))
		.returning({ caseId: caseAccess.caseId, workerId: caseAccess.workerId });
	return rows[0];
}

export type AcquaintanceRow = { id: string; caseId: string; workerId: string; nameSealed: Buffer; madeAt: Date };

/** Who said "I know someone in this case", in these cases or in every one that this worker may open, newest first (P19). What they know nobody asked. */
export function acquaintancesIn(db: Tx, caseIds?: readonly string[]): Promise<AcquaintanceRow[]> {
	return db.q
		.select({
			id: acquaintance.id,
			caseId: acquaintance.caseId,
			workerId: acquaintance.workerId,
			nameSealed: worker.nameSealed,
			madeAt: acquaintance.madeAt
		})
		.from(acquaintance)
		.innerJoin(worker, eq(worker.id, acquaintance.workerId))
		.innerJoin(cases, eq(cases.id, acquaintance.caseId))
		.where(
			and(eq(acquaintance.hubId, db.hub), isNull(acquaintance.liftedAt), caseIds ? inArray(acquaintance.caseId, [...caseIds]) : undefined)
		)
		.orderBy(desc(acquaintance.madeAt), desc(acquaintance.id))
		.limit(100);
}

/** Whether this worker has already said so of this case of the hub. */
export async function hasDeclared(db: Tx, caseId: string): Promise<boolean> {
	const rows = await db.q
		.select({ id: acquaintance.id })
		.from(acquaintance)
		.where(
			and(
				eq(acquaintance.hubId, db.hub),
				eq(acquaintance.caseId, caseId),
				sql`${acquaintance.workerId} = app_actor()`,
				isNull(acquaintance.liftedAt)
			)
		)
		.limit(1);
	return rows.length > 0;
}

/** Shuts a case of the hub to the worker who says so. The last thing in its transaction: from this row on the case is gone for them. */
export const addAcquaintance = async (db: Tx, row: typeof acquaintance.$inferInsert): Promise<void> =>
	void (await db.q.insert(acquaintance).values(row));

/** Takes back one such word in this hub, by another than the one who gave it. @returns the case, and for whom it is open again; undefined where there was none. */
export async function liftAcquaintance(db: Tx, id: string, workerId: string): Promise<{ caseId: string; workerId: string } | undefined> {
	const rows = await db.q
		.update(acquaintance)
		.set({ liftedAt: db.now, liftedBy: workerId })
		.where(and(eq(acquaintance.hubId, db.hub), eq(acquaintance.id, id), isNull(acquaintance.liftedAt)))
		.returning({ caseId: acquaintance.caseId, workerId: acquaintance.workerId });
	return rows[0];
}

/** Gives these workers' open tasks about these cases and people of the hub back to the team: what nobody can open, nobody would do. */
export async function handBackTasks(db: Tx, about: { cases: readonly string[]; people: readonly string[] }, workers: readonly string[]) {
	if (!workers.length) return;
	await db.q
		.update(task)
		.set({ assignedTo: null })
		.where(
			and(
				eq(task.hubId, db.hub),
				isNull(task.doneAt),
				inArray(task.assignedTo, [...workers]),
				or(inArray(task.caseId, [...about.cases]), inArray(task.personId, [...about.people]))
			)
		);
}

/** The restricted case that holds exactly this reference (its blind index) and is shut to this worker for no other reason; null otherwise (S-32). */
export async function caseBehindGlass(db: Tx, refIndex: Buffer): Promise<string | null> {
	const rows = rowsOf<{ id: string | null }>(await db.q.execute(sql`select app_case_behind_glass(${refIndex}::bytea)::text as id`));
	return rows[0]?.id ?? null;
}

/** Everyone in a case of the hub, by id only: each of them is told in the log. */
export async function peopleIn(db: Tx, caseId: string): Promise<string[]> {
	return rowsOf<{ id: string }>(await db.q.execute(sql`select app_people_in(${caseId}::uuid)::text as id`)).map(({ id }) => id);
}

/** How often this worker asked for a record behind the glass since then: the log counts. */
export async function glassTries(db: Tx, since: Date): Promise<number> {
	const rows = rowsOf<{ n: number }>(await db.q.execute(sql`select app_glass_tries(${since.toISOString()}::timestamptz) as n`));
	return rows[0]?.n ?? 0;
}

export type SafetyWaiting = { restrictionId: string | null; mayOpen: boolean; since: Date };

/** News about safety that has waited half an hour in records shut to this supervisor; nothing for anybody else (P4). */
export async function safetyWaiting(db: Tx): Promise<SafetyWaiting[]> {
	const rows = rowsOf<{ restriction_id: string | null; may_open: boolean; since: Date | string }>(
		await db.q.execute(sql`select restriction_id::text, may_open, since from app_safety_waiting()`)
	);
	return rows.map((row) => ({ restrictionId: row.restriction_id, mayOpen: row.may_open, since: new Date(row.since) }));
}

/** Which of these workers of the hub a case, or somebody in it, is shut to. */
export async function shutOut(db: Tx, caseId: string, workerIds: readonly string[]): Promise<string[]> {
	const list = `{${workerIds.join(',')}}`;
	return rowsOf<{ id: string }>(await db.q.execute(sql`select app_shut_out(${caseId}::uuid, ${list}::uuid[])::text as id`)).map(
		({ id }) => id
	);
}
