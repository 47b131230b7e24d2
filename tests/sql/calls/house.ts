import type * as houseQueries from '#server/db/queries/house.ts';
import type * as invitationQueries from '#server/db/queries/invitations.ts';
import type * as outboxQueries from '#server/db/queries/outbox.ts';
import * as h from '#server/db/queries/house.ts';
import * as i from '#server/db/queries/invitations.ts';
import * as o from '#server/db/queries/outbox.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

export const house = callsOf<typeof houseQueries>({
	appendAudit: (tx) => h.appendAudit(tx, { action: 'case.viewed' }, 'request'),
	appendOutbox: (tx) => h.appendOutbox(tx, 'case.added', {}),
	metaOf: (tx) => h.metaOf(tx, 'key'),
	setMeta: (tx) => h.setMeta(tx, 'key', 'value')
});

const invitation = {
	...{ id, hubId: id, kind: 'person', subject: id, lang: 'en', codeHash: bytes, wordHash: bytes, tries: 0 } as const,
	...{ madeAt: now, expiresAt: now }
};
export const invitations = callsOf<typeof invitationQueries>({
	invitationByCode: (tx) => i.invitationByCode(tx, bytes),
	countTry: (tx) => i.countTry(tx, id, 5),
	useInvitation: (tx) => i.useInvitation(tx, id),
	stopInvitationsOf: (tx) => i.stopInvitationsOf(tx, id),
	addInvitation: (tx) => i.addInvitation(tx, { ...invitation, roles: [] })
});

export const outbox = callsOf<typeof outboxQueries>({
	waitingEvents: { oldest: (tx) => o.waitingEvents(tx, 1), 'that one': (tx) => o.waitingEvents(tx, 1, id) },
	holdEvent: (tx) => o.holdEvent(tx, id),
	markDone: (tx) => o.markDone(tx, id),
	markFailed: (tx) => o.markFailed(tx, id, 'unknown', () => 1000)
});
