import type * as queries from '#server/db/queries/console.ts';
import * as q from '#server/db/queries/console.ts';
import { callsOf, id, now } from '../recorder.ts';

export const console = callsOf<typeof queries>({
	holdAlone: (tx) => q.holdAlone(tx, id),
	participantByForm: (tx) => q.participantByForm(tx, id),
	participationsOf: (tx) => q.participationsOf(tx, [id]),
	casesOfHub: (tx) => q.casesOfHub(tx, [id]),
	invitationsOf: (tx) => q.invitationsOf(tx, [id]),
	allReferencesOf: (tx) => q.allReferencesOf(tx, id),
	detachReference: (tx) => q.detachReference(tx, id, id, id),
	replaceContact: (tx) => q.replaceContact(tx, { id, hubId: id, caseId: id, workerId: id, role: 'care', since: now }),
	setRhythmDays: (tx) => q.setRhythmDays(tx, id, 28),
	settleNotMine: (tx) => q.settleNotMine(tx, [id], id, 'theirs'),
	endTasks: (tx) => q.endTasks(tx, id, 'update_asked', id),
	eventsUnder: (tx) => q.eventsUnder(tx, id, id),
	referenceOfEvent: (tx) => q.referenceOfEvent(tx, id)
});
