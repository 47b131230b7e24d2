import type * as queries from '#server/db/queries/staff.ts';
import * as q from '#server/db/queries/staff.ts';
import { callsOf, id, now } from '../recorder.ts';

const day = '2026-06-02';
export const staff = callsOf<typeof queries>({
	staffSettings: (tx) => q.staffSettings(tx),
	addStaffSetting: (tx) =>
		q.addStaffSetting(tx, { id, hubId: id, workerId: id, version: 1, part: 'hours', week: [], teams: ['East'], madeBy: id, madeAt: now }),
	setHomeTeam: (tx) => q.setHomeTeam(tx, id, 'East'),
	absencesFrom: (tx) => q.absencesFrom(tx, day),
	addAbsence: (tx) => q.addAbsence(tx, { id, hubId: id, workerId: id, fromOn: day, toOn: day, coverId: null, madeBy: id, madeAt: now }),
	endAbsence: (tx) => q.endAbsence(tx, id, id),
	onCallFrom: (tx) => q.onCallFrom(tx, now),
	addOnCall: (tx) => q.addOnCall(tx, { id, hubId: id, workerId: id, fromAt: now, toAt: now, madeBy: id, madeAt: now }),
	endOnCall: (tx) => q.endOnCall(tx, id),
	rosterOf: (tx) => q.rosterOf(tx, day)
});
