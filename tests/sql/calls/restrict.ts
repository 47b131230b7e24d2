import type * as queries from '#server/db/queries/restrict.ts';
import * as q from '#server/db/queries/restrict.ts';
import { callsOf, id, now } from '../recorder.ts';

const base = { id, hubId: id, caseId: id, madeAt: now };
const hash = Buffer.alloc(32);

export const restrict = callsOf<typeof queries>({
	restrictionOf: (tx) => q.restrictionOf(tx, id),
	restrictionById: (tx) => q.restrictionById(tx, id),
	addRestriction: (tx) => q.addRestriction(tx, { ...base, why: 'staff', madeBy: id }),
	endRestriction: (tx) => q.endRestriction(tx, id, id),
	accessTo: (tx) => q.accessTo(tx, [id]),
	glassSince: (tx) => q.glassSince(tx, now),
	addAccess: (tx) => q.addAccess(tx, [{ ...base, workerId: id, isGlass: false, madeBy: id }]),
	endAccess: (tx) => q.endAccess(tx, id, id),
	acquaintancesIn: { 'of some cases': (tx) => q.acquaintancesIn(tx, [id]), 'of all': (tx) => q.acquaintancesIn(tx) },
	hasDeclared: (tx) => q.hasDeclared(tx, id),
	addAcquaintance: (tx) => q.addAcquaintance(tx, { ...base, workerId: id }),
	liftAcquaintance: (tx) => q.liftAcquaintance(tx, id, id),
	handBackTasks: (tx) => q.handBackTasks(tx, { cases: [id], people: [id] }, [id]),
	caseBehindGlass: (tx) => q.caseBehindGlass(tx, hash),
	peopleIn: (tx) => q.peopleIn(tx, id),
	glassTries: (tx) => q.glassTries(tx, now),
	safetyWaiting: (tx) => q.safetyWaiting(tx),
	shutOut: (tx) => q.shutOut(tx, id, [id])
});
