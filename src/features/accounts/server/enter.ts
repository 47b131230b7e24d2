import { createSession, endSession, type Opening } from '#server/auth/session.ts';
import { newTotpSecret } from '#server/auth/totp.ts';
import { factorsOf } from '#server/db/queries/door.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { Entered } from '#server/auth/door.ts';
import type { DoorActor } from '#server/policy/actor.ts';
import { homeOf } from '../domain/start.ts';
import { sealTicket } from './ticket.ts';

/** An account whose owner has just been proved, with the name it signs in by. */
export type Proved = {
	id: string;
	kind: 'person' | 'worker' | 'agency';
	subject: string;
	roles: readonly string[];
	lang: string;
	idleMinutes?: number;
	signIn: string;
};
/**
 * `old`: sessions this browser held before. `isLive`: in the demonstration the second factor is taken as given (DESIGN §8). `passkey`: the one that was shown, which is both factors.
 * The kind of device is kept with the session (S-30).
 */
export type Manner = { old: readonly string[]; isLive: boolean; passkey?: string } & Pick<Opening, 'client'>;

/**
 * Opens a session in the transaction that proved the account. Whatever session the browser brought is ended, so that none can be planted (ASVS 7.2.4).
 * Staff and agencies need a second factor: until it is shown their session opens nothing.
 */
export async function enter(ctx: Ctx<DoorActor>, account: Proved, { old, isLive, passkey, client }: Manner): Promise<Entered> {
	const { db, now, record } = ctx;
	for (const token of old) await endSession(db, token);
	const needsFactor = isLive && account.kind !== 'person' && passkey === undefined;
	const token = await createSession(db, account, !needsFactor, { client, factorId: passkey ?? null });
	const personId = account.kind === 'person' ? account.subject : undefined;
	record({ action: 'session.started', objectId: account.id, personId, reason: passkey === undefined ? undefined : 'passkey' });
	const entered = { token, cookie: account.kind === 'person' ? 'w' : 'c', lang: account.lang } as const;
	if (!needsFactor) return { ...entered, go: homeOf(account) };
	if ((await factorsOf(db, account.id)).length > 0) return { ...entered, go: '/sign-in/code' };
	const ticket = sealTicket(db.provider, 'enrol', now, { account: account.id, signIn: account.signIn, secret: newTotpSecret() });
	return { ...entered, go: '/sign-in/enrol', ticket };
}
