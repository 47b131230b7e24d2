import { newTotpSecret, totpUri, verifyTotp } from '#server/auth/totp.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import { rotateSession, type Session } from '#server/auth/session.ts';
import { sealForDoor } from '#server/crypto/instance.ts';
import { newId } from '#server/db/keyring.ts';
import { appOf, holdThrottle } from '#server/db/queries/door.ts';
import { addFactorOnce, dropFactor, holdFactors, signInSealedOf } from '#server/db/queries/factors.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { AccountOwner, DoorActor } from '#server/policy/actor.ts';
import { passkeysHome } from '../domain/factors.ts';
import type { EnrolmentPage } from './enrol.ts';
import { noteFactor } from './keep-factor.ts';
import { codeCounts, secretPlace, wrongCode } from './second-factor.ts';
import { waitALittle, type Entrance } from './sign-in.ts';
import { openSignIn } from './sign-in-name.ts';
import { forgive, waitFor } from '#server/auth/slow-down.ts';
import { openTicket, sealTicket } from './ticket.ts';

/** The page for a new app of somebody signed in: its secret stays in this browser's sealed ticket until a code proved it, and the same one is shown again after a wrong code. */
export async function readNewApp(
	{ db, now }: Ctx<DoorActor>,
	{ hubName }: Pick<Door, 'hubName'>,
	{ account }: Pick<Session, 'account'>,
	ticket: string | undefined
): Promise<EnrolmentPage & { ticket: string; isThere: boolean }> {
	const begun = openTicket(db.provider, 'enrol', now, ticket);
	const sealed = await signInSealedOf(db, account.id);
	const signIn = sealed ? openSignIn(db.provider, account.id, sealed) : '';
	const own = begun?.account === account.id ? begun : { account: account.id, signIn, secret: newTotpSecret() };
	return {
		groups: own.secret.match(/.{1,4}/g)?.join(' ') ?? '',
		link: totpUri({ secret: own.secret, issuer: hubName, account: signIn }),
		ticket: sealTicket(db.provider, 'enrol', now, own),
		isThere: (await appOf(db, account.id)) !== undefined
	};
}

/**
 * Keeps a new app in place of the old one once a code of it was right. The guard has asked for a fresh proof by an old factor (accounts §2.1 (c)). Sessions the old app opened end;
 * this one goes on with a new token. @returns null when nothing is being set up.
 */
export async function changeApp(
	door: Door,
	owner: AccountOwner,
	session: Session,
	asked: { ticket: string | undefined; code: string }
): Promise<Entrance | null> {
	const { account } = session;
	const begun = openTicket(door.db.provider, 'enrol', door.now, asked.ticket);
	if (begun?.account !== account.id) return null;
	const change = async (ctx: Ctx<DoorActor>): Promise<{ answer: Entrance }> => {
		const { db, now } = ctx;
		const counts = codeCounts(door, account.id);
		await holdThrottle(db, counts.account);
		await holdFactors(db, account.id);
		const wait = await waitFor(db, counts);
		if (wait > 0) return { answer: waitALittle('code', wait) };
		const right = verifyTotp({ secret: begun.secret, code: asked.code, now, lastStep: null });
		if (!right) return wrongCode(ctx, counts, account.id);
		const old = await appOf(db, account.id);
		const id = newId(now);
		// First the new token: this session may be one that the old app opened.
		const token = await rotateSession(db, session, { factorId: id });
		if (old && (await dropFactor(db, account.id, old.id))) noteFactor(ctx, account, 'factor.removed', old.id, 'totp');
		const secretSealed = sealForDoor(db.provider, secretPlace(id), begun.secret);
		await addFactorOnce(db, { id, accountId: account.id, kind: 'totp', secretSealed, lastStep: right.step, madeAt: now, confirmedAt: now });
		noteFactor(ctx, account, 'factor.added', id, 'totp');
		await forgive(db, counts);
		return { answer: { entered: { token, cookie: 'c', go: passkeysHome[account.kind], lang: account.lang } } };
	};
	return (await atDoor(door, account.hubId, change, owner)).answer;
}
