import type * as queries from '#server/db/queries/needs.ts';
import * as q from '#server/db/queries/needs.ts';
import { callsOf, id, now } from '../recorder.ts';

export const needs = callsOf<typeof queries>({
	ownNeedAnswers: (tx) => q.ownNeedAnswers(tx, id),
	needAnswersOf: (tx) => q.needAnswersOf(tx, id),
	addNeedAnswer: (tx) => q.addNeedAnswer(tx, { id, hubId: id, personId: id, levels: { home: 'lot' }, onceKey: id, madeAt: now }),
	markContacted: (tx) => q.markContacted(tx, id, id),
	countedAnswers: (tx) => q.countedAnswers(tx, now)
});
