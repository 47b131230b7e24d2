import { and, desc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { namedContact } from '../schema/cases.ts';
import { invitation } from '../schema/door.ts';
import { worker } from '../schema/people.ts';

/** An account of somebody who works here, without its sign-in name and its secrets. */
export type TeamAccount = {
	subject: string;
	kind: 'worker' | 'agency';
	roles: string[];
	isDisabled: boolean;
	passkeys: number;
	apps: number;
	sessions: number;
	seenAt: Date | null;
};
type Raw = Omit<TeamAccount, 'isDisabled' | 'seenAt' | 'roles'> & { roles: string; is_disabled: boolean; seen_at: Date | string | null };

/** The staff accounts of this hub (app_hub) with their roles, second factors and sessions; nothing for whoever is no supervisor. At most 500. */
export async function teamOf(db: Tx): Promise<TeamAccount[]> {
	const rows = rowsOf<Raw>(
		await db.q.execute(
			sql`select subject, kind, array_to_string(roles, ',') as roles, is_disabled, passkeys, apps, sessions, seen_at from app_team()`
		)
	);
	return rows.map(({ roles, is_disabled: isDisabled, seen_at: seenAt, ...row }) => ({
		...row,
		roles: roles ? roles.split(',') : [],
		isDisabled,
		seenAt: seenAt ? new Date(seenAt) : null
	}));
}

/** Gives a worker of this hub (app_hub) new roles and ends their sessions and open codes. @returns false for oneself, the last supervisor, or nobody. */
export async function setRoles(db: Tx, workerId: string, roles: readonly string[]): Promise<boolean> {
	const list = `{${roles.join(',')}}`;
	const rows = rowsOf<{ done: boolean }>(await db.q.execute(sql`select team_set_roles(${workerId}::uuid, ${list}::text[]) as done`));
	return rows[0]?.done ?? false;
}

/** Ends every session of one who works in this hub (app_hub). @returns how many there were. */
export async function endSessionsOfWorker(db: Tx, workerId: string): Promise<number> {
	const rows = rowsOf<{ ended: number }>(await db.q.execute(sql`select team_end_sessions(${workerId}::uuid) as ended`));
	return rows[0]?.ended ?? 0;
}

/** Shuts the accounts of one who leaves this hub (app_hub), with their sessions and codes. @returns false for oneself and the last supervisor. */
export async function shutAccounts(db: Tx, workerId: string): Promise<boolean> {
	const rows = rowsOf<{ done: boolean }>(await db.q.execute(sql`select team_leave(${workerId}::uuid) as done`));
	return rows[0]?.done ?? false;
}

/** Whether another supervisor of this hub (app_hub) may still sign in. */
export async function hasOtherSupervisor(db: Tx, workerId: string): Promise<boolean> {
	const rows = rowsOf<{ there: boolean }>(await db.q.execute(sql`select team_has_other_supervisor(${workerId}::uuid) as there`));
	return rows[0]?.there ?? false;
}

/** Writes down that somebody has left this hub. @returns whether they had not yet. */
export async function markLeft(db: Tx, workerId: string): Promise<boolean> {
	const rows = await db.q
		.update(worker)
		.set({ leftAt: db.now })
		.where(and(eq(worker.hubId, db.hub), eq(worker.id, workerId), isNull(worker.leftAt)))
		.returning({ id: worker.id });
	return rows.length === 1;
}

/** The cases of this hub whose people ask this worker: somebody else has to be named when they leave (T1). */
export async function casesNaming(db: Tx, workerId: string): Promise<string[]> {
	const rows = await db.q
		.select({ caseId: namedContact.caseId })
		.from(namedContact)
		.where(and(eq(namedContact.hubId, db.hub), eq(namedContact.workerId, workerId), isNull(namedContact.until)))
		.orderBy(desc(namedContact.since), desc(namedContact.caseId))
		.limit(500);
	return [...new Set(rows.map(({ caseId }) => caseId))];
}

/** Who has left this hub and is still the one to ask in some case. */
export async function leftWithCases(db: Tx): Promise<string[]> {
	const rows = await db.q
		.selectDistinct({ id: worker.id })
		.from(worker)
		.innerJoin(namedContact, eq(namedContact.workerId, worker.id))
		.where(and(eq(worker.hubId, db.hub), eq(namedContact.hubId, db.hub), isNotNull(worker.leftAt), isNull(namedContact.until)))
		.limit(100);
	return rows.map(({ id }) => id);
}

export type StaffInvitation = { subject: string; expiresAt: Date; usedAt: Date | null; stoppedAt: Date | null };

/** The codes given to those who work in this hub, newest first. */
export function staffInvitationsOf(db: Tx, workerIds: readonly string[]): Promise<StaffInvitation[]> {
	if (!workerIds.length) return Promise.resolve([]);
	return db.q
		.select({
			subject: invitation.subject,
			expiresAt: invitation.expiresAt,
			usedAt: invitation.usedAt,
			stoppedAt: invitation.stoppedAt
		})
		.from(invitation)
		.where(and(eq(invitation.hubId, db.hub), ne(invitation.kind, 'person'), inArray(invitation.subject, [...workerIds])))
		.orderBy(desc(invitation.madeAt))
		.limit(500);
}
