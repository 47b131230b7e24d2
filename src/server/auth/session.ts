import { createHash, randomBytes } from 'node:crypto';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import type { Tx } from '../db/as.ts';
import { addSession, dropSession, dropSessionsOf, sessionWithAccount, slideSession, type SessionRow } from '../db/queries/door.ts';

/** The token is the secret and stays in the cookie; the database and everything below here know its hash only. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const minute = 60_000;

/** Idle and absolute limits in milliseconds (accounts-and-sessions 2.1). */
export const limits = {
	person: { idle: 15 * minute, absolute: 240 * minute },
	worker: { idle: 15 * minute, absolute: 480 * minute },
	agency: { idle: 15 * minute, absolute: 480 * minute }
} as const;

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<{ complete: boolean; authAt: Date }, { account: SessionRow['account'] }>;
		DatabaseSessionAttributes: { complete: boolean; authAt: Date };
		DatabaseUserAttributes: { account: SessionRow['account'] };
	}
}

/** lucia reads the machine's clock; the house has its own (DESIGN §7). Times are shifted on their way in and out. */
function luciaIn(tx: Tx, kind: keyof typeof limits) {
	const shift = Date.now() - tx.now.getTime();
	const out = (d: Date) => new Date(d.getTime() + shift);
	const toSession = (row: SessionRow): DatabaseSession => ({
		id: row.session.id,
		userId: row.account.id,
		expiresAt: out(row.session.expiresAt),
		attributes: { complete: row.session.complete, authAt: row.session.authAt }
	});
	const adapter: Adapter = {
		async getSessionAndUser(id) {
			const row = await sessionWithAccount(tx, id);
			return row ? [toSession(row), { id: row.account.id, attributes: { account: row.account } }] : [null, null];
		},
		getUserSessions: async () => [],
		async setSession({ id, userId, attributes }) {
			const { idle, absolute } = limits[kind];
			const at = (ms: number) => new Date(tx.now.getTime() + ms);
			await addSession(tx, { id, accountId: userId, expiresAt: at(idle), absoluteExpiresAt: at(absolute), madeAt: tx.now, ...attributes });
		},
		// lucia slides only in the second half of its period: it is given a long one, and the real limits are kept here.
		updateSessionExpiration: (id) => slideSession(tx, id, limits[kind].idle),
		deleteSession: (id) => dropSession(tx, id),
		deleteUserSessions: (id) => dropSessionsOf(tx, id),
		deleteExpiredSessions: async () => {}
	};
	return new Lucia(adapter, {
		sessionExpiresIn: new TimeSpan(1, 'd'),
		getSessionAttributes: ({ complete, authAt }) => ({ complete, authAt }),
		getUserAttributes: ({ account }) => ({ account })
	});
}

export type Account = SessionRow['account'];
export type Session = { id: string; complete: boolean; authAt: Date; account: Account };

/** Starts a session and returns its token, once. `complete` is false until a needed second factor was shown. */
export async function createSession(tx: Tx, account: Pick<Account, 'id' | 'kind'>, complete: boolean): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await luciaIn(tx, account.kind).createSession(account.id, { complete, authAt: tx.now }, { sessionId: hashOf(token) });
	return token;
}

/** Whose session this token is, if it lives; slides its idle limit. Two limits hold: idle, and absolute (ASVS 7.3). */
export async function validateSession(tx: Tx, token: string, kind: keyof typeof limits): Promise<Session | null> {
	const { session, user } = await luciaIn(tx, kind).validateSession(hashOf(token));
	if (!session || !user) return null;
	return { id: session.id, complete: session.complete, authAt: session.authAt, account: user.account };
}

/** Ends one session by the cookie's token. */
export const endSession = (tx: Tx, token: string): Promise<void> => dropSession(tx, hashOf(token));

/** Ends every session of an account. */
export const endSessionsOf = (tx: Tx, accountId: string): Promise<void> => dropSessionsOf(tx, accountId);

/** A new token in place of the old one, after a second factor or another step up (ASVS 7.2.4). */
export async function rotateSession(tx: Tx, session: Session): Promise<string> {
	await dropSession(tx, session.id);
	return createSession(tx, session.account, true);
}
