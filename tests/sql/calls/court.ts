import type * as queries from '#server/db/queries/court.ts';
import * as q from '#server/db/queries/court.ts';
import { callsOf, id, now } from '../recorder.ts';

const row = { id, hubId: id, caseId: id, personId: id, thing: 'visit', seq: 1, step: 'asked', saidBy: 'person', access: [] } as const;

export const court = callsOf<typeof queries>({
	courtStepsOf: (tx) => q.courtStepsOf(tx, id, id),
	ownCourtSteps: (tx) => q.ownCourtSteps(tx, id),
	addCourtStep: (tx) => q.addCourtStep(tx, { ...row, access: [], madeAt: now }),
	deleteCourtSteps: {
		'of a case': (tx) => q.deleteCourtSteps(tx, { caseId: id }),
		'of a person': (tx) => q.deleteCourtSteps(tx, { personId: id })
	},
	casesWithCourt: (tx) => q.casesWithCourt(tx, '2026-06-01', '2026-06-08')
});
