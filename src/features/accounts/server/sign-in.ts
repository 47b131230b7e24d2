import { hashPassword, isOldHash, verifyPassword } from '#server/auth/password.ts';
import { accountBySignIn, renewAccount } from '#server/db/queries/door.ts';
import { refuse, type Issue } from '#server/http/ctx.ts';
import { atDoor, isServedAt, type Door, type Entered } from '#server/auth/door.ts';
import type { SignIn } from '../schema.ts';
import { enter } from './enter.ts';
import { signInIndex } from './sign-in-name.ts';
import { countFailure, countsOf, forgive, waitFor } from '#server/auth/slow-down.ts';

/** In, or not; `wait` is in seconds and goes into Retry-After. */
export type Entrance = { entered: Entered } | { refused: readonly Issue[]; wait?: number };

/** The answer to somebody who has to wait. A try made while waiting was not checked and does not count. */
export const waitALittle = (field: string, wait: number): Entrance => ({ ...refuse(field, 'accounts.wait', { count: wait }), wait });

/**
 * Signs in with a sign-in name and a password. A name nobody has is answered in the same words and the same time as a wrong password (T31, ASVS 6.3.8);
 * tries are slowed, never locked out (ASVS 6.1.1). The password is checked between two transactions, so that no connection waits for it (DESIGN §7).
 * @throws TooBusy when too many sign in at this moment.
 */
export async function signIn(door: Door, input: SignIn, old: readonly string[]): Promise<Entrance> {
	const index = signInIndex(door.db.provider, input.signIn);
	const counts = countsOf(door, index);
	const asked = await atDoor(door, undefined, async ({ db }) => ({
		wait: await waitFor(db, counts),
		account: await accountBySignIn(db, index)
	}));
	if (asked.wait > 0) return waitALittle('password', asked.wait);
	// An account of the other host is nobody here.
	const account = asked.account && isServedAt(door.site, asked.account.kind) ? asked.account : undefined;
	const isRight = await verifyPassword(input.password, account?.password ?? null);
	if (!account || !isRight) {
		await atDoor(door, undefined, async ({ db, record }) => {
			await countFailure(db, counts);
			record({ action: 'session.refused', objectId: account?.id, reason: 'password' });
		});
		return refuse('password', 'accounts.signIn.wrong');
	}
	const password = isOldHash(account.password) ? await hashPassword(input.password) : null;
	const entered = await atDoor(door, undefined, async (ctx) => {
		await forgive(ctx.db, counts);
		if (password) await renewAccount(ctx.db, account.id, { password });
		return enter(ctx, { ...account, signIn: input.signIn }, { old, isLive: door.isLive, client: door.client });
	});
	return { entered };
}
