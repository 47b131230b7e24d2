import type * as queries from '#server/db/queries/door.ts';
import * as q from '#server/db/queries/door.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const account = { id, hubId: id, kind: 'person', subject: id, roles: [], lang: 'en', signInIndex: bytes, signInSealed: bytes, password: 'hash', madeAt: now } as const;
const session = { client: 'unknown', id, accountId: id, expiresAt: now, absoluteExpiresAt: now, madeAt: now, authAt: now, complete: true } as const;
const factor = { id, accountId: id, kind: 'totp', secretSealed: bytes, madeAt: now } as const;

export const door = callsOf<typeof queries>({
	livingSessions: (tx) => q.livingSessions(tx, [id]),
	sessionWithAccount: (tx) => q.sessionWithAccount(tx, id),
	addSession: (tx) => q.addSession(tx, session),
	slideSession: (tx) => q.slideSession(tx, id, now),
	takeSession: (tx) => q.takeSession(tx, id),
	dropSession: (tx) => q.dropSession(tx, id),
	dropSessionsOf: (tx) => q.dropSessionsOf(tx, id),
	accountBySignIn: (tx) => q.accountBySignIn(tx, bytes),
	accountOf: (tx) => q.accountOf(tx, id),
	holderOfSignIn: (tx) => q.holderOfSignIn(tx, bytes),
	addAccount: (tx) => q.addAccount(tx, { ...account, roles: [] }),
	renewAccount: { 'the password': (tx) => q.renewAccount(tx, id, { password: 'hash' }), 'and the language': (tx) => q.renewAccount(tx, id, { password: 'hash', lang: 'cy' }) },
	disableAccountsOf: { all: (tx) => q.disableAccountsOf(tx, id), 'all but one': (tx) => q.disableAccountsOf(tx, id, id) },
	appOf: (tx) => q.appOf(tx, id),
	factorsOf: (tx) => q.factorsOf(tx, id),
	addFactor: (tx) => q.addFactor(tx, factor),
	useFactorStep: (tx) => q.useFactorStep(tx, id, 1),
	throttleOf: (tx) => q.throttleOf(tx, bytes),
	addFailure: (tx) => q.addFailure(tx, bytes),
	startCount: (tx) => q.startCount(tx, bytes),
	holdThrottle: (tx) => q.holdThrottle(tx, bytes),
	dropOldCounts: (tx) => q.dropOldCounts(tx),
	clearFailures: (tx) => q.clearFailures(tx, bytes),
	answers: (tx) => q.answers(tx)
});
