import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { account, challenge, session } from '../schema/door.ts';

const deviceColumns = {
	id: session.id,
	client: session.client,
	madeAt: session.madeAt,
	seenAt: session.seenAt,
	factorId: session.factorId
};
/** A device as its owner may see it: coarse on purpose (S-30). */
export type Device = Pick<typeof session.$inferSelect, keyof typeof deviceColumns>;

const livingOf = (db: Tx, accountId: string) =>
	and(eq(session.accountId, accountId), gt(session.expiresAt, db.now), gt(session.absoluteExpiresAt, db.now), eq(session.complete, true));

/** The living sessions of one account, last used first; at most 50. The ids are hashes: they open nothing. */
export function sessionsOf(db: Tx, accountId: string): Promise<Device[]> {
	return db.q
		.select(deviceColumns)
		.from(session)
		.where(livingOf(db, accountId))
		.orderBy(desc(sql`coalesce(${session.seenAt}, ${session.madeAt})`), session.id)
		.limit(50);
}

/** Ends one session of one account. @returns whether there was one. */
export async function dropSessionOf(db: Tx, accountId: string, id: string): Promise<boolean> {
	const mine = and(eq(session.accountId, accountId), eq(session.id, id));
	return (await db.q.delete(session).where(mine).returning({ id: session.id })).length === 1;
}

/** Ends every session of an account but one, also those whose second factor is still missing. @returns how many. */
export async function dropOtherSessions(db: Tx, accountId: string, keep: string): Promise<number> {
	const others = and(eq(session.accountId, accountId), ne(session.id, keep));
	return (await db.q.delete(session).where(others).returning({ id: session.id })).length;
}

/** "Hide now": the session shows nothing until its owner is proved again (P24). */
export async function hideSession(db: Tx, id: string): Promise<void> {
	await db.q.update(session).set({ hiddenAt: db.now }).where(eq(session.id, id));
}

/** A limit that was made shorter also holds for sessions nobody is using now: each ends so long after its last use. */
export async function shortenSessions(db: Tx, accountId: string, idleMinutes: number): Promise<void> {
	const end = sql`coalesce(${session.seenAt}, ${session.madeAt}) + ${idleMinutes} * interval '1 minute'`;
	await db.q
		.update(session)
		.set({ expiresAt: sql`least(${session.expiresAt}, ${end})` })
		.where(eq(session.accountId, accountId));
}

/** After how many minutes without a page this account's sessions end. */
export async function setIdleMinutes(db: Tx, accountId: string, idleMinutes: number): Promise<void> {
	await db.q.update(account).set({ idleMinutes }).where(eq(account.id, accountId));
}

/** What is needed to prove the owner of an account again. */
export async function accountById(
	db: Tx,
	id: string
): Promise<Pick<typeof account.$inferSelect, 'id' | 'password' | 'signInIndex' | 'signInSealed'> | undefined> {
	const { password, signInIndex, signInSealed } = account;
	const rows = await db.q
		.select({ id: account.id, password, signInIndex, signInSealed })
		.from(account)
		.where(and(eq(account.id, id), isNull(account.disabledAt)));
	return rows[0];
}

/** Gives a living account another password; a disabled one stays as it is. */
export async function setPassword(db: Tx, id: string, password: string): Promise<void> {
	await db.q
		.update(account)
		.set({ password })
		.where(and(eq(account.id, id), isNull(account.disabledAt)));
}

/** Deletes an account with its sessions, its second factors and the questions put to its passkeys. @returns whether there was one. */
export async function dropAccount(db: Tx, id: string): Promise<boolean> {
	await db.q.delete(challenge).where(eq(challenge.accountId, id));
	return (await db.q.delete(account).where(eq(account.id, id)).returning({ id: account.id })).length === 1;
}

/** A change of how somebody signs in, as the log has it: when, what, and which part. */
export type AccountChange = { at: Date; action: string; reason: string | null };

/** What changed lately about how the owner of this account signs in, newest first; at most 20. For the owner alone: SQL looks no further than its actor. */
export async function accountChanges(db: Tx, since: Date): Promise<AccountChange[]> {
	const rows = await db.q.execute(sql`select at, action, reason from account_changes(${since.toISOString()}::timestamptz, 20)`);
	return rowsOf<{ at: string | Date; action: string; reason: string | null }>(rows).map((row) => ({ ...row, at: new Date(row.at) }));
}
