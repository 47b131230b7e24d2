import type * as queries from '#server/db/queries/case-lock.ts';
import * as q from '#server/db/queries/case-lock.ts';
import { callsOf, id, now } from '../recorder.ts';

const lock = { caseId: id, workerId: id, what: 'telling', until: now } as const;

export const caseLock = callsOf<typeof queries>({
	lockOfCase: (tx) => q.lockOfCase(tx, id),
	takeLock: { 'while free': (tx) => q.takeLock(tx, lock, false), over: (tx) => q.takeLock(tx, lock, true) },
	leaveLock: (tx) => q.leaveLock(tx, id, id)
});
