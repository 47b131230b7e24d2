import type * as queries from '#server/db/queries/account.ts';
import * as q from '#server/db/queries/account.ts';
import { callsOf, id, now } from '../recorder.ts';

export const account = callsOf<typeof queries>({
	sessionsOf: (tx) => q.sessionsOf(tx, id),
	dropSessionOf: (tx) => q.dropSessionOf(tx, id, id),
	dropOtherSessions: (tx) => q.dropOtherSessions(tx, id, id),
	hideSession: (tx) => q.hideSession(tx, id),
	shortenSessions: (tx) => q.shortenSessions(tx, id, 5),
	setIdleMinutes: (tx) => q.setIdleMinutes(tx, id, 5),
	accountById: (tx) => q.accountById(tx, id),
	setPassword: (tx) => q.setPassword(tx, id, 'hash'),
	dropAccount: (tx) => q.dropAccount(tx, id),
	accountChanges: (tx) => q.accountChanges(tx, now)
});
