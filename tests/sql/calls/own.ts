import type * as queries from '#server/db/queries/own.ts';
import * as q from '#server/db/queries/own.ts';
import { callsOf, id, now } from '../recorder.ts';

export const own = callsOf<typeof queries>({
	ownCases: { all: (tx) => q.ownCases(tx, id), 'that one': (tx) => q.ownCases(tx, id, id) },
	ownPerson: (tx) => q.ownPerson(tx, id),
	ownWays: (tx) => q.ownWays(tx, id),
	ownName: (tx) => q.ownName(tx, id),
	ownHidden: (tx) => q.ownHidden(tx, id, [id]),
	ownAnswers: (tx) => q.ownAnswers(tx, id, [id]),
	ownAsked: (tx) => q.ownAsked(tx, id, [id]),
	holdAsking: (tx) => q.holdAsking(tx, id, id),
	addAnswer: (tx) => q.addAnswer(tx, { id, hubId: id, caseId: id, personId: id, clockId: 'told', answer: 'yes', at: now }),
	addHidden: (tx) => q.addHidden(tx, { id, hubId: id, caseId: id, personId: id, at: now })
});
