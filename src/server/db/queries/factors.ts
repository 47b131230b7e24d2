import { and, eq, gt, isNull, lt, or, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { account, challenge, factor, session } from '../schema/door.ts';

type Challenge = typeof challenge.$inferSelect;
export type FactorRow = typeof factor.$inferSelect;

/** Keeps a question put to a passkey. */
export async function addChallenge(db: Tx, row: typeof challenge.$inferInsert): Promise<void> {
	await db.q.insert(challenge).values(row);
}

/** Takes the question that was answered away, whatever the answer is worth: it is put once. @returns it while it lives and was put for this. */
export async function takeChallenge(db: Tx, value: Buffer, purpose: Challenge['purpose']): Promise<Challenge | undefined> {
	const rows = await db.q
		.delete(challenge)
		.where(and(eq(challenge.value, value), eq(challenge.purpose, purpose), gt(challenge.expiresAt, db.now)))
		.returning();
	return rows[0];
}

/** Drops questions that nobody can answer any more. */
export async function dropOldChallenges(db: Tx): Promise<void> {
	await db.q.delete(challenge).where(lt(challenge.expiresAt, db.now));
}

/** The passkey that a browser calls by this id, with the account it opens; none of a disabled account. */
export async function passkeyBy(
	db: Tx,
	credentialId: Buffer
): Promise<{ factor: FactorRow; account: typeof account.$inferSelect } | undefined> {
	const rows = await db.q
		.select({ factor, account })
		.from(factor)
		.innerJoin(account, eq(factor.accountId, account.id))
		.where(and(eq(factor.credentialId, credentialId), eq(factor.kind, 'passkey'), isNull(account.disabledAt)));
	return rows[0];
}

/** Counts one use of a passkey. @returns false when its counter stands still or went back: there are two of it. */
export async function usePasskey(db: Tx, id: string, used: { counter: number; isBackedUp: boolean }): Promise<boolean> {
	const { counter, isBackedUp } = used;
	const goesOn = counter === 0 ? eq(factor.counter, 0) : lt(factor.counter, counter);
	const rows = await db.q
		.update(factor)
		.set({ counter, isBackedUp, lastUsedAt: db.now })
		.where(and(eq(factor.id, id), or(isNull(factor.counter), goesOn)))
		.returning({ id: factor.id });
	return rows.length === 1;
}

/** Makes changes to the ways into one account wait for one another until the commit: two removals at once must not take the last two. */
export async function holdFactors(db: Tx, accountId: string): Promise<void> {
	await db.q.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`factors ${accountId}`}, 0))`);
}

/** Stores a passkey or an app of an account. @returns false when another account has this passkey. */
export async function addFactorOnce(db: Tx, row: typeof factor.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(factor).values(row).onConflictDoNothing().returning({ id: factor.id });
	return rows.length === 1;
}

/** Takes one way in away from an account, with the sessions it opened. @returns whether it was there. */
export async function dropFactor(db: Tx, accountId: string, id: string): Promise<boolean> {
	const rows = await db.q
		.delete(factor)
		.where(and(eq(factor.accountId, accountId), eq(factor.id, id)))
		.returning({ id: factor.id });
	if (rows.length) await db.q.delete(session).where(and(eq(session.accountId, accountId), eq(session.factorId, id)));
	return rows.length === 1;
}

/** Takes every second factor away from an account: its owner came with a new code. @returns how many there were. */
export async function dropFactorsOf(db: Tx, accountId: string): Promise<number> {
	const rows = await db.q.delete(factor).where(eq(factor.accountId, accountId)).returning({ id: factor.id });
	return rows.length;
}

/** The sealed sign-in name of an account, for the device's own list of passkeys. */
export async function signInSealedOf(db: Tx, accountId: string): Promise<Buffer | undefined> {
	const rows = await db.q.select({ name: account.signInSealed }).from(account).where(eq(account.id, accountId));
	return rows[0]?.name;
}
