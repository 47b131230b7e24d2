import { optionsToShow } from '#server/auth/passkey.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import { rotateSession, type Session } from '#server/auth/session.ts';
import { factorsOf } from '#server/db/queries/door.ts';
import { enter } from './enter.ts';
import { passkeysAmong, putChallenge, withPasskey } from './passkey-check.ts';
import { codeCounts, stepUp, unfinished } from './second-factor.ts';
import type { Entrance } from './sign-in.ts';

type Options = ReturnType<typeof optionsToShow>;

/** Asks any passkey this browser has for this host: nobody types a name, and nothing says whether an account is there (T31). */
export const askAnyPasskey = (door: Door): Promise<Options> =>
	atDoor(door, undefined, async ({ db }) => optionsToShow(door.site, await putChallenge(db, 'sign_in', null)));

/** Signs in by a passkey alone: having the device and opening its lock are two factors (P7; ASVS 6.3.3). */
export const signInByPasskey = (door: Door, answer: string, old: readonly string[]): Promise<Entrance> =>
	withPasskey(door, { answer, purpose: 'sign_in', account: null }, async (ctx, { account, factor }) => ({
		entered: await enter(ctx, { ...account, signIn: '' }, { old, isLive: door.isLive, client: door.client, passkey: factor.id })
	}));

/** Asks the passkeys of the account whose password was right. @returns null when no sign-in is under way, or it has none. */
export function askSecondPasskey(door: Door, token: string | undefined): Promise<Options | null> {
	return atDoor(door, undefined, async ({ db }) => {
		const session = await unfinished(db, token);
		const own = session ? passkeysAmong(await factorsOf(db, session.account.id)) : [];
		return session && own.length ? optionsToShow(door.site, await putChallenge(db, 'sign_in', session.account.id), own) : null;
	});
}

/** A passkey as the second step after the password; only one of the same account. @returns null when no sign-in is under way. */
export async function showSecondPasskey(door: Door, token: string | undefined, answer: string): Promise<Entrance | null> {
	const session = await atDoor(door, undefined, ({ db }) => unfinished(db, token));
	if (!session) return null;
	const account = session.account.id;
	return withPasskey(door, { answer, purpose: 'sign_in', account }, async (ctx, { factor }) => {
		// Read again: it may have ended while the signature was checked.
		const now = await unfinished(ctx.db, token);
		return now ? (await stepUp(ctx, now, codeCounts(door, account), factor.id)).answer : null;
	});
}

/** What an account whose password was right may show next. Null when no sign-in is under way. */
export function waysToFinish(door: Door, token: string | undefined): Promise<{ hasPasskey: boolean; hasApp: boolean } | null> {
	return atDoor(door, undefined, async ({ db }) => {
		const session = await unfinished(db, token);
		const kinds = session && (await factorsOf(db, session.account.id)).map(({ kind }) => kind);
		return kinds?.length ? { hasPasskey: kinds.includes('passkey'), hasApp: kinds.includes('totp') } : null;
	});
}

/** Asks the passkeys of somebody signed in, to prove them again. @returns null where the account has none. */
export function askOwnPasskey(door: Door, { account }: Pick<Session, 'account'>): Promise<Options | null> {
	return atDoor(door, undefined, async ({ db }) => {
		const own = passkeysAmong(await factorsOf(db, account.id));
		return own.length ? optionsToShow(door.site, await putChallenge(db, 'again', account.id), own) : null;
	});
}

/**
 * Proves again who is signed in, by one of their own passkeys: a new token in place of the old one, proved now (accounts §2.1 step-up, ASVS 7.2.4, 7.5.3). `go` is where to lead on.
 * The session still ends with what first opened it.
 */
export const provePasskey = (door: Door, session: Session, answer: string, go: string): Promise<Entrance> =>
	withPasskey(door, { answer, purpose: 'again', account: session.account.id }, async (ctx, { account }) => {
		const token = await rotateSession(ctx.db, session);
		const { id, kind, lang, subject } = account;
		ctx.record({ action: 'session.stepped', objectId: id, personId: kind === 'person' ? subject : undefined });
		return { entered: { token, cookie: kind === 'person' ? 'w' : 'c', go, lang } } as const;
	});
