import { createHash, randomBytes } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import { NotYours } from '#shared/faults.ts';
import type { Tx } from '../db/as.ts';
import {
	addSession,
	dropSession,
	dropSessionsOf,
	sessionWithAccount,
	slideSession,
	takeSession,
	type SessionRow
} from '../db/queries/door.ts';

/** The token is the secret and stays in the cookie; the database and everything below here know its hash only. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const minute = 60_000;

/** Idle and absolute limits in milliseconds (accounts-and-sessions 2.1). */
export const limits = {
	person: { idle: 15 * minute, absolute: 240 * minute },
	worker: { idle: 15 * minute, absolute: 480 * minute },
	agency: { idle: 15 * minute, absolute: 480 * minute }
} as const;

/** What a session carries besides its limits. */
type Kept = { complete: boolean; authAt: Date; client: SessionRow['session']['client']; factorId: string | null; hiddenAt: Date | null };

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<Kept, { account: SessionRow['account'] }>;
		DatabaseSessionAttributes: Kept;
		DatabaseUserAttributes: { account: SessionRow['account'] };
	}
}

const keptOf = ({ complete, authAt, client, factorId, hiddenAt }: Kept): Kept => ({ complete, authAt, client, factorId, hiddenAt });

type Idler = Pick<Account, 'kind'> & { idleMinutes?: number };
/** A person chooses 5, 10, 15 or 30 minutes; who works here has 15 (accounts §2.1). */
const idleOf = ({ kind, idleMinutes }: Idler): number => (kind === 'person' && idleMinutes ? idleMinutes * minute : limits[kind].idle);

/** When a session that is used now will end: the idle limit from now, never past the absolute one (ASVS 7.3.1, 7.3.2). */
const endFrom = (now: Date, owner: Idler, absolute: Date): Date => new Date(Math.min(now.getTime() + idleOf(owner), absolute.getTime()));

/** A page view should not cost a write: what moves by less than a minute stays. A limit that was made shorter holds at once. */
function isWorthMoving({ seenAt, expiresAt }: SessionRow['session'], end: Date, now: Date): boolean {
	return !seenAt || now.getTime() - seenAt.getTime() >= minute || expiresAt > end;
}

/** lucia reads the machine's clock; the house has its own (DESIGN §7). Times are shifted on their way in and out. */
function luciaIn(tx: Tx, account: Idler) {
	let found: SessionRow | undefined;
	let endsAt = tx.now;
	const shift = Date.now() - tx.now.getTime();
	const out = (d: Date) => new Date(d.getTime() + shift);
	const toSession = (row: SessionRow): DatabaseSession => ({
		id: row.session.id,
		userId: row.account.id,
		expiresAt: out(row.session.expiresAt),
		attributes: keptOf(row.session)
	});
	const adapter: Adapter = {
		async getSessionAndUser(id) {
			const row = await sessionWithAccount(tx, id);
			found = row;
			if (row) endsAt = row.session.expiresAt;
			return row ? [toSession(row), { id: row.account.id, attributes: { account: row.account } }] : [null, null];
		},
		getUserSessions: async () => [],
		async setSession({ id, userId, attributes }) {
			const { absolute } = limits[account.kind];
			const at = (ms: number) => new Date(tx.now.getTime() + ms);
			const until = { expiresAt: at(idleOf(account)), absoluteExpiresAt: at(absolute) };
			await addSession(tx, { id, accountId: userId, ...until, madeAt: tx.now, seenAt: tx.now, ...attributes });
		},
		// lucia slides only in the second half of its period: it is given a long one, and the real limits are kept here.
		async updateSessionExpiration(id) {
			if (!found) return;
			const end = endFrom(tx.now, found.account, found.session.absoluteExpiresAt);
			if (!isWorthMoving(found.session, end, tx.now)) return;
			await slideSession(tx, id, end);
			endsAt = end;
		},
		deleteSession: (id) => dropSession(tx, id),
		deleteUserSessions: (id) => dropSessionsOf(tx, id),
		deleteExpiredSessions: async () => {}
	};
	const lucia = new Lucia(adapter, {
		sessionExpiresIn: new TimeSpan(1, 'd'),
		getSessionAttributes: keptOf,
		getUserAttributes: ({ account }) => ({ account })
	});
	return { lucia, endsAt: () => endsAt };
}

export type Account = SessionRow['account'];
/** `endsAt`: when it ends if no other page is asked for, as the page's warning counts it. */
export type Session = Kept & { id: string; account: Account; endsAt: Date };
/** On what kind of device it was opened, and with which passkey or app, if with one: it ends with that. */
export type Opening = { client?: Kept['client'] | undefined; factorId?: string | null };

/** Starts a session and returns its token, once. `complete` is false until a needed second factor was shown. */
export async function createSession(
	tx: Tx,
	account: Idler & Pick<Account, 'id'>,
	complete: boolean,
	{ client = 'unknown', factorId = null }: Opening = {}
): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	const kept: Kept = { complete, authAt: tx.now, client, factorId, hiddenAt: null };
	await luciaIn(tx, account).lucia.createSession(account.id, kept, { sessionId: hashOf(token) });
	return token;
}

/** Whose session this token is, if it lives; slides its idle limit. Two limits hold: idle, and absolute (ASVS 7.3). */
export async function validateSession(tx: Tx, token: string, kind: keyof typeof limits): Promise<Session | null> {
	const { lucia, endsAt } = luciaIn(tx, { kind });
	const { session, user } = await lucia.validateSession(hashOf(token));
	if (!session || !user) return null;
	return { id: session.id, ...keptOf(session), account: user.account, endsAt: endsAt() };
}

/** The same, and its end stays where it is: for what a page asks by itself, while nobody may be sitting there (ASVS 7.3.1). */
export async function peekSession(tx: Tx, token: string): Promise<Session | null> {
	const row = await sessionWithAccount(tx, hashOf(token));
	return row ? { id: row.session.id, ...keptOf(row.session), account: row.account, endsAt: row.session.expiresAt } : null;
}

/** Ends one session by the cookie's token. */
export const endSession = (tx: Tx, token: string): Promise<void> => dropSession(tx, hashOf(token));

/** Ends every session of an account. */
export const endSessionsOf = (tx: Tx, accountId: string): Promise<void> => dropSessionsOf(tx, accountId);

/**
 * A new token in place of the old one, after a second factor or another step up (ASVS 7.2.4): proved now, shown again, and ending no later than the old one would have.
 * @throws NotYours when it was ended meanwhile: who was put out on another device does not come back by this.
 */
export async function rotateSession(tx: Tx, { id, account }: Pick<Session, 'id' | 'account'>, { factorId }: Opening = {}): Promise<string> {
	const old = await takeSession(tx, id);
	if (!old) throw new NotYours();
	const token = randomBytes(32).toString('base64url');
	const expiresAt = endFrom(tx.now, account, old.absoluteExpiresAt);
	const proved = { complete: true, authAt: tx.now, seenAt: tx.now, hiddenAt: null, factorId: factorId ?? old.factorId };
	await addSession(tx, { ...old, id: hashOf(token), ...proved, expiresAt });
	return token;
}
