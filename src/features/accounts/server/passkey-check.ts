import { challengeLife, newChallenge, readAnswer, verifyShown, type Answer } from '#server/auth/passkey.ts';
import { atDoor, isServedAt, type Door } from '#server/auth/door.ts';
import type { Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import type { Account } from '#server/auth/session.ts';
import { addChallenge, dropOldChallenges, passkeyBy, takeChallenge, usePasskey, type FactorRow } from '#server/db/queries/factors.ts';
import { refuse, type Ctx } from '#server/http/ctx.ts';
import type { DoorActor } from '#server/policy/actor.ts';
import { waitALittle, type Entrance } from './sign-in.ts';
import { countFailure, countsOf, forgive, waitFor } from '#server/auth/slow-down.ts';

type Purpose = 'sign_in' | 'add' | 'again';

/** Puts a question to a passkey: for one purpose, for one account where it is known, answered once and within five minutes. */
export async function putChallenge(db: Tx, purpose: Purpose, accountId: string | null): Promise<Buffer> {
	const value = newChallenge();
	await dropOldChallenges(db);
	await addChallenge(db, { id: newId(db.now), purpose, accountId, value, expiresAt: new Date(db.now.getTime() + challengeLife) });
	return value;
}

/** Takes the question away that an answer is to. @returns whether it was ours, put for this purpose and this account, and not answered before. */
export async function tookChallenge(db: Tx, { challenge }: Answer, purpose: Purpose, accountId: string | null): Promise<boolean> {
	const asked = await takeChallenge(db, challenge, purpose);
	return asked !== undefined && asked.accountId === accountId;
}

/** What a browser answered, to which purpose; `account` where only one may show its passkey. */
export type Asked = { answer: string; purpose: 'sign_in' | 'again'; account: string | null };
export type Shown = { account: Account & { signInSealed: Buffer }; factor: FactorRow };

/** What an answer is about, found and taken in one transaction: the question is gone whatever the answer is worth. */
async function find(db: Tx, door: Door, answer: Answer, { purpose, account }: Asked): Promise<Shown | undefined> {
	const isAsked = await tookChallenge(db, answer, purpose, account);
	const found = await passkeyBy(db, answer.credentialId);
	if (!found || !isAsked || (account !== null && found.account.id !== account)) return undefined;
	return isServedAt(door.site, found.account.kind) ? found : undefined;
}

/**
 * Lets somebody in by a passkey. Unknown passkey, wrong address, answered question, another account's passkey, a counter that went back: refused in the same words and counted
 * (T31, ASVS 6.3.8). The signature is checked between two transactions; `letIn` runs in the one that counts the use.
 */
export async function withPasskey<Out>(
	door: Door,
	asked: Asked,
	letIn: (ctx: Ctx<DoorActor>, shown: Shown) => Promise<Out>
): Promise<Out | Entrance> {
	const answer = readAnswer(asked.answer);
	const counts = countsOf(door, Buffer.concat([Buffer.from('passkey '), answer?.credentialId ?? Buffer.alloc(0)]));
	const found = await atDoor(door, undefined, async ({ db }) => {
		const wait = await waitFor(db, counts);
		return { wait, shown: wait === 0 && answer ? await find(db, door, answer, asked) : undefined };
	});
	if (found.wait > 0) return waitALittle('form', found.wait);
	const { shown } = found;
	const used = shown && answer ? await verifyShown(door.site, answer, keyOf(shown.factor)) : null;
	const done = await atDoor(door, undefined, async (ctx): Promise<{ answer: Out | Entrance }> => {
		const isUsed = shown && used ? await usePasskey(ctx.db, shown.factor.id, used) : false;
		if (shown && isUsed) {
			await forgive(ctx.db, counts);
			return { answer: await letIn(ctx, shown) };
		}
		await countFailure(ctx.db, counts);
		ctx.record({ action: 'session.refused', objectId: shown?.account.id, reason: used ? 'passkey_counter' : 'passkey' });
		return { answer: refuse('form', 'passkeys.wrong') };
	});
	return done.answer;
}

const keyOf = ({ credentialId, publicKey, transports }: FactorRow) => ({
	credentialId: credentialId ?? Buffer.alloc(0),
	publicKey: publicKey ?? Buffer.alloc(0),
	transports: transports ?? []
});

/** The passkeys among the ways into an account, as a browser is told of them. */
export const passkeysAmong = (factors: readonly FactorRow[]): { credentialId: Buffer; transports: string[] }[] =>
	factors.flatMap(({ credentialId, transports }) => (credentialId ? [{ credentialId, transports: transports ?? [] }] : []));
