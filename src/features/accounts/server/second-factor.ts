import { rotateSession, validateSession, type Session } from '#server/auth/session.ts';
import { verifyTotp } from '#server/auth/totp.ts';
import { openForDoor } from '#server/crypto/instance.ts';
import type { Tx } from '#server/db/as.ts';
import { appOf, holdThrottle, useFactorStep } from '#server/db/queries/door.ts';
import { refuse, type Ctx } from '#server/http/ctx.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import type { DoorActor } from '#server/policy/actor.ts';
import { homeOf } from '../domain/start.ts';
import { countFailure, countsOf, forgive, waitFor, type Counts } from '#server/auth/slow-down.ts';
import { waitALittle, type Entrance } from './sign-in.ts';

/** Where the secret of a second factor stands. */
export const secretPlace = (id: string) => ({ table: 'factor', column: 'secret_sealed', row: id });

/** The session whose password was right and whose second factor is still missing; null for any other. */
export async function unfinished(tx: Tx, token: string | undefined): Promise<Session | null> {
	const session = token ? await validateSession(tx, token, 'worker') : null;
	return session && !session.complete && session.account.kind !== 'person' ? session : null;
}

/** Codes are counted apart from passwords: who has the one has not the other. */
export const codeCounts = (door: Door, account: string): Counts => countsOf(door, Buffer.from(`code ${account}`));

/** A wrong code, counted and in the log. It is returned and not refused, so that the count stays. */
export async function wrongCode(ctx: Ctx<DoorActor>, counts: Counts, account: string): Promise<{ answer: Entrance }> {
	await countFailure(ctx.db, counts);
	ctx.record({ action: 'session.refused', objectId: account, reason: 'code' });
	return { answer: refuse('code', 'accounts.code.wrong') };
}

/** The whole session in place of the unfinished one, with a new token (ASVS 7.2.4); it ends with the factor that was shown. */
export async function stepUp(ctx: Ctx<DoorActor>, session: Session, counts: Counts, factorId: string): Promise<{ answer: Entrance }> {
	const { lang, id } = session.account;
	const token = await rotateSession(ctx.db, session, { factorId });
	await forgive(ctx.db, counts);
	ctx.record({ action: 'session.stepped', objectId: id });
	return { answer: { entered: { token, cookie: 'c', go: homeOf(session.account), lang } } };
}

/**
 * Checks the code of an authenticator app. Each code works once (ASVS 6.5.1); tries are slowed and counted one after the other, because six digits are few.
 * @returns null when no sign-in is under way, or the account has no second factor yet.
 */
export async function checkCode(door: Door, token: string | undefined, code: string): Promise<Entrance | null> {
	const done = await atDoor(door, undefined, async (ctx) => {
		const session = await unfinished(ctx.db, token);
		const factor = session && (await appOf(ctx.db, session.account.id));
		if (!session || !factor?.secretSealed) return null;
		const counts = codeCounts(door, session.account.id);
		await holdThrottle(ctx.db, counts.account);
		const wait = await waitFor(ctx.db, counts);
		if (wait > 0) return { answer: waitALittle('code', wait) };
		const secret = openForDoor(door.db.provider, secretPlace(factor.id), factor.secretSealed);
		const right = verifyTotp({ secret, code, now: door.now, lastStep: factor.lastStep });
		if (!right || !(await useFactorStep(ctx.db, factor.id, right.step))) return wrongCode(ctx, counts, session.account.id);
		return stepUp(ctx, session, counts, factor.id);
	});
	return done?.answer ?? null;
}
