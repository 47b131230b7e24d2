import type * as queries from '#server/db/queries/cases.ts';
import * as q from '#server/db/queries/cases.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const base = { id, hubId: id, madeAt: now };

export const cases = callsOf<typeof queries>({
	casesOf: (tx) => q.casesOf(tx, id),
	caseOf: (tx) => q.caseOf(tx, id, id),
	caseOfHub: (tx) => q.caseOfHub(tx, id),
	participantsOf: (tx) => q.participantsOf(tx, [id]),
	eventsOf: (tx) => q.eventsOf(tx, [id]),
	tellingsOf: (tx) => q.tellingsOf(tx, [id]),
	heardOf: (tx) => q.heardOf(tx, [id]),
	notMineOf: (tx) => q.notMineOf(tx, [id]),
	referencesOf: (tx) => q.referencesOf(tx, [id]),
	namedContactsOf: (tx) => q.namedContactsOf(tx, [id]),
	casesByReference: (tx) => q.casesByReference(tx, bytes),
	addCase: (tx) => q.addCase(tx, { ...base, kind: 'crime', isReported: true }),
	addParticipant: (tx) => q.addParticipant(tx, { ...base, caseId: id, personId: id, role: 'victim', enhanced: [] }),
	addReference: (tx) => q.addReference(tx, { ...base, caseId: id, agencyId: id, refSealed: bytes, refIndex: bytes }),
	addEvents: (tx) => q.addEvents(tx, [anEvent]),
	addTelling: (tx) => q.addTelling(tx, { ...base, caseId: id, personId: id, eventId: id, at: now, by: 'hub', way: 'phone', outcome: 'told', onceKey: id })
});

const anEvent = {
	...{ id, hubId: id, caseId: id, kind: 'charged', source: 'police', occurredKind: 'day', occurredFrom: '2026-06-01', asOf: 'happened' } as const,
	...{ receivedAt: now, publishedAt: now, contentHash: id, detail: {} }
} as const;
