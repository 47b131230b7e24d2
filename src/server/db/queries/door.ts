import { and, eq, gt, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { account, factor, session, throttle } from '../schema/door.ts';

const accountColumns = {
	id: account.id,
	hubId: account.hubId,
	kind: account.kind,
	subject: account.subject,
	roles: account.roles,
	agencyId: account.agencyId,
	lang: account.lang,
	idleMinutes: account.idleMinutes
};
export type SessionRow = { session: typeof session.$inferSelect; account: Pick<typeof account.$inferSelect, keyof typeof accountColumns> };

/** A living session with its account: neither idle too long, nor past its absolute end, nor of a disabled account. */
export async function sessionWithAccount(db: Tx, id: string): Promise<SessionRow | undefined> {
	const rows = await db.q
		.select({ session, account: accountColumns })
		.from(session)
		.innerJoin(account, eq(session.accountId, account.id))
		.where(and(eq(session.id, id), gt(session.expiresAt, db.now), gt(session.absoluteExpiresAt, db.now), isNull(account.disabledAt)));
	return rows[0];
}

/** Which of these sessions live, and show something: neither over, nor hidden, nor of a disabled account. Their end stays where it is. */
export async function livingSessions(db: Tx, ids: readonly string[]): Promise<string[]> {
	const lives = and(gt(session.expiresAt, db.now), gt(session.absoluteExpiresAt, db.now), isNull(account.disabledAt));
	const rows = await db.q
		.select({ id: session.id })
		.from(session)
		.innerJoin(account, eq(session.accountId, account.id))
		.where(and(inArray(session.id, [...ids]), eq(session.complete, true), isNull(session.hiddenAt), lives));
	return rows.map(({ id }) => id);
}

/** Stores a new session. */
export async function addSession(db: Tx, row: typeof session.$inferInsert): Promise<void> {
	await db.q.insert(session).values(row);
}

/** Moves the idle limit to `end`, never past the absolute one, and notes the use. */
export async function slideSession(db: Tx, id: string, end: Date): Promise<void> {
	await db.q
		.update(session)
		.set({ expiresAt: sql`least(${end.toISOString()}::timestamptz, ${session.absoluteExpiresAt})`, seenAt: db.now })
		.where(eq(session.id, id));
}

/** Ends one session by its hash and hands it over, so that another can take its place. */
export async function takeSession(db: Tx, id: string): Promise<typeof session.$inferSelect | undefined> {
	const rows = await db.q.delete(session).where(eq(session.id, id)).returning();
	return rows[0];
}

/** Ends one session by its hash. */
export async function dropSession(db: Tx, id: string): Promise<void> {
	await db.q.delete(session).where(eq(session.id, id));
}

/** Ends every session of one account. */
export async function dropSessionsOf(db: Tx, accountId: string): Promise<void> {
	await db.q.delete(session).where(eq(session.accountId, accountId));
}

/** The account with this sign-in name's index, for checking a password. */
export async function accountBySignIn(db: Tx, signInIndex: Buffer): Promise<typeof account.$inferSelect | undefined> {
	const rows = await db.q
		.select()
		.from(account)
		.where(and(eq(account.signInIndex, signInIndex), isNull(account.disabledAt)));
	return rows[0];
}

/** The account of one person or worker. */
export async function accountOf(db: Tx, subject: string): Promise<typeof account.$inferSelect | undefined> {
	const rows = await db.q
		.select()
		.from(account)
		.where(and(eq(account.subject, subject), isNull(account.disabledAt)));
	return rows[0];
}

/** The account with this sign-in name, also a disabled one: for choosing a name nobody has. */
export async function holderOfSignIn(
	db: Tx,
	signInIndex: Buffer
): Promise<Pick<typeof account.$inferSelect, 'id' | 'kind' | 'subject'> | undefined> {
	const rows = await db.q
		.select({ id: account.id, kind: account.kind, subject: account.subject })
		.from(account)
		.where(eq(account.signInIndex, signInIndex));
	return rows[0];
}

/** Stores a new account. @returns false when the sign-in name is taken. */
export async function addAccount(db: Tx, row: typeof account.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(account).values(row).onConflictDoNothing().returning({ id: account.id });
	return rows.length === 1;
}

/** Gives an account a new password, and lets it sign in again if it was disabled. */
export async function renewAccount(db: Tx, id: string, change: { password: string; lang?: string }): Promise<void> {
	await db.q
		.update(account)
		.set({ ...change, disabledAt: null })
		.where(eq(account.id, id));
}

/** Disables every account of one person or worker but the one to keep: their sessions end with it, in the same moment. */
export async function disableAccountsOf(db: Tx, subject: string, keep?: string): Promise<void> {
	const old = and(eq(account.subject, subject), isNull(account.disabledAt), keep ? ne(account.id, keep) : undefined);
	const rows = await db.q.update(account).set({ disabledAt: db.now }).where(old).returning({ id: account.id });
	for (const { id } of rows) await dropSessionsOf(db, id);
}

/** The authenticator app of an account. */
export async function appOf(db: Tx, accountId: string): Promise<typeof factor.$inferSelect | undefined> {
	const rows = await db.q
		.select()
		.from(factor)
		.where(and(eq(factor.accountId, accountId), eq(factor.kind, 'totp')));
	return rows[0];
}

/** Every second factor of an account, oldest first. */
export function factorsOf(db: Tx, accountId: string): Promise<(typeof factor.$inferSelect)[]> {
	return db.q.select().from(factor).where(eq(factor.accountId, accountId)).orderBy(factor.madeAt, factor.id).limit(50);
}

/** Stores a second factor. */
export async function addFactor(db: Tx, row: typeof factor.$inferInsert): Promise<void> {
	await db.q.insert(factor).values(row);
}

/** Marks a code's time step as used, so that the same code opens nothing twice (ASVS 6.5.1). @returns false when it was used meanwhile. */
export async function useFactorStep(db: Tx, id: string, step: number): Promise<boolean> {
	const rows = await db.q
		.update(factor)
		.set({ lastStep: step, lastUsedAt: db.now, confirmedAt: sql`coalesce(${factor.confirmedAt}, ${db.now.toISOString()}::timestamptz)` })
		.where(and(eq(factor.id, id), sql`coalesce(${factor.lastStep}, -1) < ${step}`))
		.returning({ id: factor.id });
	return rows.length === 1;
}

/** How often somebody failed under this key of late. */
export async function throttleOf(db: Tx, key: Buffer): Promise<{ failures: number; lastAt: Date } | undefined> {
	const rows = await db.q.select().from(throttle).where(eq(throttle.key, key));
	return rows[0];
}

/** One more failure under this key; after an hour without one the count starts afresh. */
export async function addFailure(db: Tx, key: Buffer): Promise<void> {
	const old = new Date(db.now.getTime() - 3_600_000).toISOString();
	const failures = sql`case when ${throttle.lastAt} <= ${old}::timestamptz then 1 else ${throttle.failures} + 1 end`;
	await db.q
		.insert(throttle)
		.values({ key, failures: 1, lastAt: db.now })
		.onConflictDoUpdate({ target: throttle.key, set: { failures, lastAt: db.now } });
}

/** Remembers a key without a failure: this network has just signed in to this account. */
export async function startCount(db: Tx, key: Buffer): Promise<void> {
	const fresh = { failures: 0, lastAt: db.now };
	await db.q
		.insert(throttle)
		.values({ key, ...fresh })
		.onConflictDoUpdate({ target: throttle.key, set: fresh });
}

/** Makes tries under this key wait for one another until the commit: a burst sent at once is counted one by one. */
export async function holdThrottle(db: Tx, key: Buffer): Promise<void> {
	await db.q.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key.toString('hex')}, 0))`);
}

/** Drops counts nobody needs any more: the keys of two days ago can never be asked again (Pr2). */
export async function dropOldCounts(db: Tx): Promise<void> {
	await db.q.delete(throttle).where(lt(throttle.lastAt, new Date(db.now.getTime() - 172_800_000)));
}

/** Forgets the failures under this key: after a right password. */
export async function clearFailures(db: Tx, key: Buffer): Promise<void> {
	await db.q.delete(throttle).where(eq(throttle.key, key));
}

/** Whether the database answers the door. @throws Away when it does not. */
export async function answers(db: Tx): Promise<void> {
	await db.q.execute(sql`select 1`);
}
