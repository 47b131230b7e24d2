import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { message, messageTranslation, thread, threadMember, threadNote } from '../schema/messages.ts';

export type ThreadRow = typeof thread.$inferSelect;
export type MessageRow = typeof message.$inferSelect;
export type NoteRow = typeof threadNote.$inferSelect;

/** What the person reads of a thread: never which worker has it, nor what was marked. */
const ofPerson = {
	id: thread.id,
	caseId: thread.caseId,
	personId: thread.personId,
	topic: thread.topic,
	aboutKind: thread.aboutKind,
	aboutId: thread.aboutId,
	state: thread.state,
	lastBy: thread.lastBy,
	openedAt: thread.openedAt,
	movedAt: thread.movedAt,
	dueAt: thread.dueAt
};
export type OwnThreadRow = Pick<ThreadRow, keyof typeof ofPerson>;

/** Opens a thread. @returns false where this very form opened one before: nothing changed. */
export async function addThread(db: Tx, row: typeof thread.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(thread).values(row).onConflictDoNothing().returning({ id: thread.id });
	return rows.length === 1;
}

/** The threads of one person, or one of them; what moved last first; at most 100. */
export function threadsOfPerson(db: Tx, personId: string, id?: string): Promise<OwnThreadRow[]> {
	return db.q
		.select(ofPerson)
		.from(thread)
		.where(and(eq(thread.hubId, db.hub), eq(thread.personId, personId), ...(id ? [eq(thread.id, id)] : [])))
		.orderBy(desc(thread.movedAt), desc(thread.id))
		.limit(100);
}

type PersonMove = Partial<Pick<ThreadRow, 'state' | 'isUrgent' | 'isMarked' | 'lastBy' | 'dueAt'>>;
/** Moves a thread of this person, and locks it until the commit: of two who write at once the second waits. */
export async function moveOwnThread(db: Tx, personId: string, id: string, move: PersonMove): Promise<void> {
	await db.q
		.update(thread)
		.set({ ...move, movedAt: db.now })
		.where(and(eq(thread.hubId, db.hub), eq(thread.personId, personId), eq(thread.id, id)));
}

const words = {
	id: message.id,
	threadId: message.threadId,
	caseId: message.caseId,
	personId: message.personId,
	seq: message.seq,
	author: message.author,
	agencyId: message.agencyId,
	grantId: message.grantId,
	isByPhone: message.isByPhone,
	lang: message.lang,
	bodySealed: message.bodySealed,
	at: message.at
};
export type WordsRow = Pick<MessageRow, keyof typeof words>;

/** Every message of a thread, in order. */
export function messagesOf(db: Tx, threadId: string): Promise<WordsRow[]> {
	return db.q
		.select(words)
		.from(message)
		.where(and(eq(message.hubId, db.hub), eq(message.threadId, threadId)))
		.orderBy(asc(message.seq));
}

/** Whether this very form was taken in before. */
export async function hasMessage(db: Tx, threadId: string, once: string): Promise<boolean> {
	const rows = await db.q
		.select({ id: message.id })
		.from(message)
		.where(and(eq(message.hubId, db.hub), eq(message.threadId, threadId), eq(message.once, once)));
	return rows.length === 1;
}

/** Adds a message after the last one, for whoever holds the thread's row. @returns false where this very form was taken in before. */
export async function addMessage(db: Tx, row: Omit<typeof message.$inferInsert, 'seq'>): Promise<boolean> {
	const next = sql<number>`(select coalesce(max(m.seq), 0) + 1 from message m where m.hub_id = ${db.hub}::uuid and m.thread_id = ${row.threadId}::uuid)`;
	const rows = await db.q
		.insert(message)
		.values({ ...row, seq: next })
		.onConflictDoNothing({ target: [message.threadId, message.once] })
		.returning({ id: message.id });
	return rows.length === 1;
}

/** The inbox of the hub: what is urgent and waits first, then what is due first, then what moved last; at most 200. */
export function threadsOfHub(db: Tx): Promise<ThreadRow[]> {
	const waits = sql`(${thread.state} = 'open' and ${thread.dueAt} is not null)`;
	return db.q
		.select()
		.from(thread)
		.where(eq(thread.hubId, db.hub))
		.orderBy(sql`(${waits} and ${thread.isUrgent}) desc`, sql`${waits} desc`, asc(thread.dueAt), desc(thread.movedAt), desc(thread.id))
		.limit(200);
}

/** The threads of one person of this hub: what is open first, then what moved last; at most 20. */
export function threadsWith(db: Tx, personId: string): Promise<ThreadRow[]> {
	return db.q
		.select()
		.from(thread)
		.where(and(eq(thread.hubId, db.hub), eq(thread.personId, personId)))
		.orderBy(desc(thread.state), desc(thread.movedAt), desc(thread.id))
		.limit(20);
}

/** One thread of this hub. */
export async function threadOfHub(db: Tx, id: string): Promise<ThreadRow | undefined> {
	const rows = await db.q
		.select()
		.from(thread)
		.where(and(eq(thread.hubId, db.hub), eq(thread.id, id)));
	return rows[0];
}

type HubMove = Partial<
	Pick<ThreadRow, 'state' | 'isUrgent' | 'isMarked' | 'lastBy' | 'dueAt' | 'escalatedAt' | 'workerId' | 'claimedBy' | 'claimedUntil'>
>;
/** Moves a thread for a worker, and locks it until the commit. `mine`: only while nobody else answers it. @returns whether it was moved. */
export async function moveThread(db: Tx, id: string, move: HubMove, mine?: string): Promise<boolean> {
	const free = mine ? [or(isNull(thread.claimedBy), eq(thread.claimedBy, mine), lt(thread.claimedUntil, db.now))] : [];
	const rows = await db.q
		.update(thread)
		.set({ ...move, movedAt: sql`${thread.movedAt}`, ...(move.lastBy && { movedAt: db.now }) })
		.where(and(eq(thread.hubId, db.hub), eq(thread.id, id), ...free))
		.returning({ id: thread.id });
	return rows.length === 1;
}

/** A note of the hub about a thread. Sent twice is once. */
export const addNote = async (db: Tx, row: typeof threadNote.$inferInsert): Promise<void> =>
	void (await db.q.insert(threadNote).values(row).onConflictDoNothing());

/** The notes about a thread, oldest first. */
export function notesAbout(db: Tx, threadId: string): Promise<NoteRow[]> {
	return db.q
		.select()
		.from(threadNote)
		.where(and(eq(threadNote.hubId, db.hub), eq(threadNote.threadId, threadId)))
		.orderBy(asc(threadNote.at), asc(threadNote.id));
}

/** Marks what waits beyond its promise as told to the supervisor, each promise once; at most 200. @returns those marked now. */
export function takeLate(db: Tx): Promise<Pick<ThreadRow, 'id' | 'caseId' | 'personId'>[]> {
	return db.q
		.update(thread)
		.set({ escalatedAt: db.now })
		.where(
			inArray(
				thread.id,
				db.q
					.select({ id: thread.id })
					.from(thread)
					.where(
						and(
							eq(thread.hubId, db.hub),
							eq(thread.state, 'open'),
							isNotNull(thread.dueAt),
							lt(thread.dueAt, db.now),
							// A promise that was made after the last telling can be late again.
							or(isNull(thread.escalatedAt), lt(thread.escalatedAt, thread.dueAt))
						)
					)
					.limit(200)
			)
		)
		.returning({ id: thread.id, caseId: thread.caseId, personId: thread.personId });
}

/** Deletes what was written about a forgotten case, or by a forgotten person, of this hub. */
export async function deleteThreads(db: Tx, whose: { caseId: string } | { personId: string }): Promise<void> {
	for (const table of [threadMember, threadNote, messageTranslation, message, thread]) {
		const is = 'caseId' in whose ? eq(table.caseId, whose.caseId) : eq(table.personId, whose.personId);
		await db.q.delete(table).where(and(eq(table.hubId, db.hub), is));
	}
}
