import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

/** What a person and the hub write to each other about one matter (P8). Its id is the form's own number: opened twice is one. */
export const thread = pgTable(
	'thread',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id'),
		personId: uuid('person_id').notNull(),
		topic: text('topic').notNull(),
		state: text('state', { enum: ['open', 'closed'] }).notNull(),
		isUrgent: boolean('is_urgent').notNull(),
		/** A word in it made a machine think of danger: for a worker's eye only. */
		isMarked: boolean('is_marked')
			.notNull()
			.$default(() => false),
		lastBy: text('last_from', { enum: ['person', 'hub'] }).notNull(),
		openedAt: instant('opened_at').notNull(),
		movedAt: instant('moved_at').notNull(),
		/** The latest moment at which we answer; null: nobody waits. */
		dueAt: instant('due_at'),
		/** When the supervisor was told that it is late (T28). */
		escalatedAt: instant('escalated_at'),
		workerId: uuid('worker_id'),
		/** Who answers it just now, and until when nobody else does. */
		claimedBy: uuid('claimed_by'),
		claimedUntil: instant('claimed_until')
	},
	(t) => [index().on(t.hubId, t.state, t.dueAt), index().on(t.personId)]
);

export const message = pgTable(
	'message',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		threadId: uuid('thread_id').notNull(),
		caseId: uuid('case_id'),
		personId: uuid('person_id').notNull(),
		/** The form's own number. */
		once: uuid('once').notNull(),
		seq: integer('seq').notNull(),
		author: text('author', { enum: ['person', 'hub'] }).notNull(),
		/** Whoever wrote it for the hub, or wrote down what the person said by phone. */
		workerId: uuid('worker_id'),
		isByPhone: boolean('is_by_phone')
			.notNull()
			.$default(() => false),
		lang: text('lang').notNull(),
		bodySealed: bytes('body_sealed').notNull(),
		at: instant('at').notNull()
	},
	(t) => [uniqueIndex('message_once').on(t.threadId, t.once), uniqueIndex('message_seq').on(t.threadId, t.seq)]
);

/** What workers write to each other about a thread: never the person's or an agency's to read. */
export const threadNote = pgTable(
	'thread_note',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		threadId: uuid('thread_id').notNull(),
		caseId: uuid('case_id'),
		personId: uuid('person_id').notNull(),
		workerId: uuid('worker_id').notNull(),
		noteSealed: bytes('note_sealed').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index().on(t.threadId)]
);
