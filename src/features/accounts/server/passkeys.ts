import { optionsToMake, readAnswer, verifyMade } from '#server/auth/passkey.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import type { Session } from '#server/auth/session.ts';
import { openForDoor } from '#server/crypto/instance.ts';
import type { Tx } from '#server/db/as.ts';
import { factorsOf } from '#server/db/queries/door.ts';
import { dropFactor, holdFactors, signInSealedOf } from '#server/db/queries/factors.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { AccountOwner, DoorActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { isNewFactor, mayRemove, passkeysHome } from '../domain/factors.ts';
import { keepPasskey, labelOf, noteFactor } from './keep-factor.ts';
import { passkeysAmong, putChallenge, tookChallenge } from './passkey-check.ts';
import { signInPlace } from './sign-in-name.ts';

/** One way into an account, as its owner reads it. Times are ISO 8601 in UTC. */
export type FactorView = {
	id: string;
	kind: 'passkey' | 'totp';
	label: string | null;
	madeAt: string;
	usedAt: string | null;
	isNew: boolean;
	isBackedUp: boolean;
	isLast: boolean;
};

/** So many passkeys are enough for anybody; more would be somebody else's. */
const most = 20;

/** The ways into one's own account, oldest first: what it was called by its owner, never what a device calls itself (accounts §2.1 (b)). */
export async function listFactors({ db, now }: Pick<Ctx<DoorActor>, 'db' | 'now'>, { account }: Session): Promise<FactorView[]> {
	const rows = await factorsOf(db, account.id);
	return rows.map(({ id, kind, labelSealed, madeAt, lastUsedAt, isBackedUp }) => ({
		id,
		kind,
		label: labelOf(db.provider, id, labelSealed),
		madeAt: madeAt.toISOString(),
		usedAt: lastUsedAt?.toISOString() ?? null,
		isNew: isNewFactor(madeAt, now),
		isBackedUp: isBackedUp ?? false,
		isLast: !mayRemove(account.kind, rows.length)
	}));
}

/** One way into one's own account. @throws NotYours when it is not there. */
export async function readFactor(ctx: Ctx<DoorActor>, session: Session, id: string): Promise<FactorView> {
	const one = (await listFactors(ctx, session)).find((each) => each.id === id);
	if (!one) throw new NotYours();
	return one;
}

/** What the browser of somebody signed in needs to make a passkey. */
export async function askToAdd({ db }: Ctx<DoorActor>, { site }: Pick<Door, 'site'>, { account }: Pick<Session, 'account'>) {
	const others = passkeysAmong(await factorsOf(db, account.id));
	return optionsToMake(site, await putChallenge(db, 'add', account.id), {
		account: account.id,
		signIn: await nameOf(db, account.id),
		others
	});
}

async function nameOf(db: Tx, accountId: string): Promise<string> {
	const sealed = await signInSealedOf(db, accountId);
	return sealed ? openForDoor(db.provider, signInPlace(accountId), sealed) : '';
}

/**
 * Keeps a passkey that the owner's browser made, under the name the owner wrote. The guard has asked for a fresh proof by an old factor (accounts §2.1 (c)). The signature is checked
 * between two transactions; a question answered once is gone, also when the answer was wrong.
 */
export async function addPasskey(
	door: Door,
	owner: AccountOwner,
	{ account }: Pick<Session, 'account'>,
	made: { answer: string; label: string }
): Promise<Outcome> {
	const answer = readAnswer(made.answer);
	const isAsked = answer ? await atDoor(door, undefined, ({ db }) => tookChallenge(db, answer, 'add', account.id)) : false;
	const passkey = answer && isAsked ? await verifyMade(door.site, answer) : null;
	if (!passkey) return refuse('form', 'passkeys.wrong');
	const add = async (ctx: Ctx<DoorActor>): Promise<Outcome> => {
		await holdFactors(ctx.db, account.id);
		if (passkeysAmong(await factorsOf(ctx.db, account.id)).length >= most) return refuse('form', 'passkeys.many');
		const id = await keepPasskey(ctx, account, passkey, made.label);
		return id ? { go: passkeysHome[account.kind] } : refuse('form', 'passkeys.wrong');
	};
	return atDoor(door, account.hubId, add, owner);
}

/**
 * Takes a way into one's own account away, with the sessions it opened (accounts §2.1 (e)). Who works here keeps one; a person has a password and may take the last.
 * @throws NotYours when it is not there.
 */
export async function removeFactor(ctx: Ctx<DoorActor>, session: Session, id: string): Promise<Outcome> {
	const { account } = session;
	await holdFactors(ctx.db, account.id);
	const all = await factorsOf(ctx.db, account.id);
	const one = all.find((each) => each.id === id);
	if (!one) throw new NotYours();
	if (!mayRemove(account.kind, all.length)) return refuse('form', 'passkeys.last');
	await dropFactor(ctx.db, account.id, id);
	noteFactor(ctx, account, 'factor.removed', id, one.kind);
	return { go: session.factorId === id ? '/sign-in' : passkeysHome[account.kind] };
}
