import type * as queries from '#server/db/queries/thread-members.ts';
import * as q from '#server/db/queries/thread-members.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const of = { hubId: id, caseId: id, personId: id };
const said = { ...of, id, threadId: id, once: id, lang: 'en', bodySealed: bytes, at: now };
const member = { ...of, id, threadId: id, agencyId: id, basis: 'request', nameSealed: bytes, fromSeq: 1, addedBy: 'person', askedAt: now } as const;

export const threadMembers = callsOf<typeof queries>({
	membersOf: (tx) => q.membersOf(tx, id, id),
	agenciesToLetIn: (tx) => q.agenciesToLetIn(tx, id),
	nextSeq: (tx) => q.nextSeq(tx, id),
	addMember: (tx) => q.addMember(tx, member),
	letMemberIn: (tx) => q.letMemberIn(tx, id, id, 1),
	endMember: (tx) => q.endMember(tx, id, id, id, { endedBy: 'worker', endWhy: 'mistake' }),
	threadsOfAgency: { all: (tx) => q.threadsOfAgency(tx, id), one: (tx) => q.threadsOfAgency(tx, id, id) },
	threadsHelped: { all: (tx) => q.threadsHelped(tx, id), one: (tx) => q.threadsHelped(tx, id, id) },
	moveAsAgency: (tx) => q.moveAsAgency(tx, id),
	moveAsHelper: (tx) => q.moveAsHelper(tx, id, { dueAt: now, isMarked: true }),
	addMemberMessage: (tx) => q.addMemberMessage(tx, { ...said, author: 'agency', agencyId: id })
});
