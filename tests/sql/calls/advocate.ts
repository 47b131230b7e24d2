import type * as queries from '#server/db/queries/advocate.ts';
import * as q from '#server/db/queries/advocate.ts';
import { callsOf, id, now } from '../recorder.ts';

const bytes = Buffer.from('sealed');

export const advocate = callsOf<typeof queries>({
	grantsOf: { all: (tx) => q.grantsOf(tx, id), 'that one': (tx) => q.grantsOf(tx, id, id) },
	grantsOfCase: (tx) => q.grantsOfCase(tx, id),
	addGrant: (tx) =>
		q.addGrant(tx, {
			...{ id, hubId: id, personId: id, caseId: id, helperId: id, kind: 'friend', parts: ['court'], state: 'live' },
			...{ nameSealed: bytes, until: now, madeAt: now }
		}),
	nameOwner: (tx) => q.nameOwner(tx, id, id, bytes),
	endGrant: (tx) => q.endGrant(tx, id, id, 'person'),
	checkGrant: (tx) => q.checkGrant(tx, id, id, { state: 'live', wishes: 'wants', checkedBy: id }),
	isNameInCase: (tx) => q.isNameInCase(tx, id, bytes),
	helpedBy: (tx) => q.helpedBy(tx, id),
	helpedCase: (tx) => q.helpedCase(tx, id, id),
	stepsOf: { 'in one case': (tx) => q.stepsOf(tx, id, id), 'in all of hers': (tx) => q.stepsOf(tx, id) },
	addStep: (tx) =>
		q.addStep(tx, { id, hubId: id, personId: id, caseId: id, seq: 1, step: 'said', onDay: '2026-06-02', saidBy: 'person', madeAt: now }),
	deleteHelpOf: (tx) => q.deleteHelpOf(tx, id),
	deleteHelpIn: (tx) => q.deleteHelpIn(tx, id)
});
