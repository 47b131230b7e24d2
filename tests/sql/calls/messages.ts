import type * as queries from '#server/db/queries/messages.ts';
import * as q from '#server/db/queries/messages.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const of = { hubId: id, caseId: id, personId: id };
const opened = { ...of, id, topic: 'other', state: 'open', isUrgent: false, lastBy: 'person', openedAt: now, movedAt: now } as const;

export const messages = callsOf<typeof queries>({
	addThread: (tx) => q.addThread(tx, opened),
	threadsOfPerson: { all: (tx) => q.threadsOfPerson(tx, id), one: (tx) => q.threadsOfPerson(tx, id, id) },
	moveOwnThread: (tx) => q.moveOwnThread(tx, id, id, { state: 'closed', dueAt: null }),
	messagesOf: (tx) => q.messagesOf(tx, id),
	hasMessage: (tx) => q.hasMessage(tx, id, id),
	addMessage: (tx) => q.addMessage(tx, { ...of, id, threadId: id, once: id, author: 'person', lang: 'en', bodySealed: bytes, at: now }),
	threadsOfHub: (tx) => q.threadsOfHub(tx),
	threadsWith: (tx) => q.threadsWith(tx, id),
	threadOfHub: (tx) => q.threadOfHub(tx, id),
	moveThread: { any: (tx) => q.moveThread(tx, id, { state: 'closed' }), 'while free': (tx) => q.moveThread(tx, id, { lastBy: 'hub' }, id) },
	addNote: (tx) => q.addNote(tx, { ...of, id, threadId: id, workerId: id, noteSealed: bytes, at: now }),
	notesAbout: (tx) => q.notesAbout(tx, id),
	takeLate: (tx) => q.takeLate(tx),
	deleteThreads: { 'of a case': (tx) => q.deleteThreads(tx, { caseId: id }), 'of a person': (tx) => q.deleteThreads(tx, { personId: id }) }
});
