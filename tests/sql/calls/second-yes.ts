import type * as queries from '#server/db/queries/second-yes.ts';
import * as q from '#server/db/queries/second-yes.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

export const secondYesses = callsOf<typeof queries>({
	addSecondYes: (tx) => q.addSecondYes(tx, { id, hubId: id, caseId: id, personId: id, whySealed: bytes, askedBy: id, askedAt: now }),
	secondYesOf: (tx) => q.secondYesOf(tx, id),
	answerSecondYes: (tx) => q.answerSecondYes(tx, id, id, { said: 'yes', saidBy: id, saidAt: now }),
	agreedWith: (tx) => q.agreedWith(tx, id, [id], now)
});
