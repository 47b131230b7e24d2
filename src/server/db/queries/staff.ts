import { and, asc, desc, eq, gt, gte, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { worker } from '../schema/people.ts';
import { onCall, staffAbsence, staffSetting } from '../schema/staff.ts';
import { workersOf } from './people.ts';

export type StaffSettingRow = typeof staffSetting.$inferSelect;
export type AbsenceRow = typeof staffAbsence.$inferSelect;
export type OnCallRow = typeof onCall.$inferSelect;

/** The hours and teams of everybody in this hub who has said any: what holds now. */
export function staffSettings(db: Tx): Promise<StaffSettingRow[]> {
	return db.q
		.selectDistinctOn([staffSetting.workerId])
		.from(staffSetting)
		.where(eq(staffSetting.hubId, db.hub))
		.orderBy(staffSetting.workerId, desc(staffSetting.version));
}

/** Keeps one change. @returns false where somebody else was first with this version. */
export async function addStaffSetting(db: Tx, row: typeof staffSetting.$inferInsert): Promise<boolean> {
	const rows = await db.q
		.insert(staffSetting)
		.values(row)
		.onConflictDoNothing({ target: [staffSetting.workerId, staffSetting.version] })
		.returning({ id: staffSetting.id });
	return rows.length === 1;
}

/** The team that people hear of, for a worker of this hub. */
export async function setHomeTeam(db: Tx, workerId: string, team: string): Promise<void> {
	await db.q
		.update(worker)
		.set({ team })
		.where(and(eq(worker.hubId, db.hub), eq(worker.id, workerId)));
}

/** Who of this hub is away on this day or later, the first first. */
export function absencesFrom(db: Tx, day: string): Promise<AbsenceRow[]> {
	return db.q
		.select()
		.from(staffAbsence)
		.where(and(eq(staffAbsence.hubId, db.hub), isNull(staffAbsence.endedAt), gte(staffAbsence.toOn, day)))
		.orderBy(asc(staffAbsence.fromOn), asc(staffAbsence.id))
		.limit(1000);
}

/** Keeps that somebody is away. Sent twice is once. */
export const addAbsence = async (db: Tx, row: typeof staffAbsence.$inferInsert): Promise<void> =>
	void (await db.q.insert(staffAbsence).values(row).onConflictDoNothing());

/** Takes an absence of this worker back. @returns whether it stood. */
export async function endAbsence(db: Tx, workerId: string, id: string): Promise<boolean> {
	const rows = await db.q
		.update(staffAbsence)
		.set({ endedAt: db.now })
		.where(and(eq(staffAbsence.hubId, db.hub), eq(staffAbsence.workerId, workerId), eq(staffAbsence.id, id), isNull(staffAbsence.endedAt)))
		.returning({ id: staffAbsence.id });
	return rows.length === 1;
}

/** Who of this hub is on call at this moment or later, the first first. */
export function onCallFrom(db: Tx, instant: Date): Promise<OnCallRow[]> {
	return db.q
		.select()
		.from(onCall)
		.where(and(eq(onCall.hubId, db.hub), isNull(onCall.endedAt), gt(onCall.toAt, instant)))
		.orderBy(asc(onCall.fromAt), asc(onCall.id))
		.limit(200);
}

/** Keeps who is on call. Sent twice is once. */
export const addOnCall = async (db: Tx, row: typeof onCall.$inferInsert): Promise<void> =>
	void (await db.q.insert(onCall).values(row).onConflictDoNothing());

/** Takes one line of the rota back. @returns whether it stood. */
export async function endOnCall(db: Tx, id: string): Promise<boolean> {
	const rows = await db.q
		.update(onCall)
		.set({ endedAt: db.now })
		.where(and(eq(onCall.hubId, db.hub), eq(onCall.id, id), isNull(onCall.endedAt)))
		.returning({ id: onCall.id });
	return rows.length === 1;
}

/** Who works in this hub now, each with their teams, and who is away on this day or later. */
export async function rosterOf(db: Tx, day: string): Promise<{ absences: AbsenceRow[]; teams: Map<string, readonly string[]> }> {
	const said = new Map((await staffSettings(db)).map((row) => [row.workerId, row.teams]));
	const workers = (await workersOf(db)).filter(({ agencyId }) => agencyId === null);
	return { absences: await absencesFrom(db, day), teams: new Map(workers.map(({ id, team }) => [id, said.get(id) ?? [team]])) };
}
