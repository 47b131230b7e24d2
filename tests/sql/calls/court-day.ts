import type * as queries from '#server/db/queries/court-day.ts';
import * as q from '#server/db/queries/court-day.ts';
import { callsOf, id, now } from '../recorder.ts';

const away = { id, hubId: id, caseId: id, personId: id, fromOn: '2026-07-01', toOn: '2026-07-02', saidBy: 'person', madeAt: now } as const;

export const courtDay = callsOf<typeof queries>({
	ownTicks: (tx) => q.ownTicks(tx, id),
	dropTicks: { all: (tx) => q.dropTicks(tx, id), some: (tx) => q.dropTicks(tx, id, ['letter']) },
	addTicks: (tx) => q.addTicks(tx, [{ hubId: id, personId: id, item: 'letter', madeAt: now }]),
	daysAwayOf: (tx) => q.daysAwayOf(tx, id, [id], '2026-06-10'),
	addDaysAway: (tx) => q.addDaysAway(tx, away),
	endDaysAway: (tx) => q.endDaysAway(tx, id, id, id, now),
	deleteDaysAway: {
		'of a case': (tx) => q.deleteDaysAway(tx, { caseId: id }),
		'of a person': (tx) => q.deleteDaysAway(tx, { personId: id })
	}
});
