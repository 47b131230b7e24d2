import { atDoor, type Door, type Signed } from '#server/auth/door.ts';
import { verifyPassword } from '#server/auth/password.ts';
import { rotateSession, type Session } from '#server/auth/session.ts';
import { verifyTotp } from '#server/auth/totp.ts';
import { openForDoor } from '#server/crypto/instance.ts';
import { accountById } from '#server/db/queries/account.ts';
import { appOf, factorsOf, holdThrottle, useFactorStep } from '#server/db/queries/door.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { DoorActor } from '#server/policy/actor.ts';
import { codeCounts, secretPlace } from './second-factor.ts';
import { countFailure, countsOf, forgive, waitFor, type Counts } from '#server/auth/slow-down.ts';
import { personIn } from './whose.ts';

/** Proved, with the new token for the cookie; or not, with the seconds to wait if there are any. */
export type Again = { token: string } | { refused: readonly Issue[]; wait?: number };

/** What the page that asks again must know: whether it covers a hidden page, and whether an app or a passkey can answer. */
export async function readAgain(
	{ db }: Ctx<DoorActor>,
	session: Session
): Promise<{ isHidden: boolean; hasApp: boolean; hasPasskey: boolean }> {
	const factors = await factorsOf(db, session.account.id);
	const has = (wanted: 'totp' | 'passkey') => factors.some(({ kind, confirmedAt }) => kind === wanted && confirmedAt !== null);
	return { isHidden: session.hiddenAt !== null, hasApp: session.account.kind !== 'person' && has('totp'), hasPasskey: has('passkey') };
}

const wait = (field: string, count: number): Again => ({ ...refuse(field, 'accounts.wait', { count }), wait: count });

/** A right answer: the session gets a new token, is fresh and shows its pages again (ASVS 7.2.4, P24). */
async function proved(ctx: Ctx<DoorActor>, { owner, session }: Signed, counts: Counts, by: string): Promise<Again> {
	await forgive(ctx.db, counts);
	const token = await rotateSession(ctx.db, session);
	ctx.record({ action: 'session.stepped', objectId: session.account.id, personId: personIn(owner), reason: by });
	return { token };
}

/** A wrong one: counted and in the log. It is returned and not refused, so that the count stays. */
async function wrong(ctx: Ctx<DoorActor>, { owner, session }: Signed, counts: Counts, by: string): Promise<void> {
	await countFailure(ctx.db, counts);
	ctx.record({ action: 'session.refused', objectId: session.account.id, personId: personIn(owner), reason: `again_${by}` });
}

/**
 * Proves the owner of a session again by the account's password (accounts §2.1 step-up, S-28). Tries count together with those at the sign-in page, so that holding an open
 * phone is no quicker way to guess. The password is checked between two transactions. @throws TooBusy when too many are checked at this moment.
 */
export async function proveByPassword(door: Door, who: Signed, password: string): Promise<Again> {
	const { owner, session } = who;
	const asked = await atDoor(door, undefined, async ({ db }) => {
		const account = await accountById(db, session.account.id);
		const counts = account && countsOf(door, account.signInIndex);
		return account && counts ? { account, counts, wait: await waitFor(db, counts) } : null;
	});
	if (!asked) return refuse('password', 'account.again.wrong');
	if (asked.wait > 0) return wait('password', asked.wait);
	const isRight = await verifyPassword(password, asked.account.password);
	return atDoor(
		door,
		owner.hub,
		async (ctx): Promise<{ answer: Again }> => {
			if (isRight) return { answer: await proved(ctx, who, asked.counts, 'password') };
			await wrong(ctx, who, asked.counts, 'password');
			return { answer: refuse('password', 'account.again.wrong') };
		},
		owner
	).then(({ answer }) => answer);
}

/** The same by a code of the owner's authenticator app, for staff and agencies. Each code works once (ASVS 6.5.1). */
export async function proveByCode(door: Door, who: Signed, code: string): Promise<Again> {
	const { owner, session } = who;
	const counts = codeCounts(door, session.account.id);
	const run = async (ctx: Ctx<DoorActor>): Promise<{ answer: Again }> => {
		await holdThrottle(ctx.db, counts.account);
		const seconds = await waitFor(ctx.db, counts);
		if (seconds > 0) return { answer: wait('code', seconds) };
		const app = owner.kind === 'person' ? undefined : await appOf(ctx.db, session.account.id);
		const secret = app?.secretSealed && openForDoor(door.db.provider, secretPlace(app.id), app.secretSealed);
		const right = secret ? verifyTotp({ secret, code, now: door.now, lastStep: app.lastStep }) : null;
		if (app && right && (await useFactorStep(ctx.db, app.id, right.step))) return { answer: await proved(ctx, who, counts, 'code') };
		await wrong(ctx, who, counts, 'code');
		return { answer: refuse('code', 'accounts.code.wrong') };
	};
	return (await atDoor(door, owner.hub, run, owner)).answer;
}
