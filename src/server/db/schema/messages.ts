import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

/** What a message may be begun from: an update, a court day, what happens next, a request to a service, a right. */
export const aboutKinds = ['event', 'hearing', 'next', 'help', 'right'] as const;

/** What a person and the hub write to each other about one matter (P8). Its id is the form's own number: opened twice is one. */
export const thread = pgTable(
	'thread',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id'),
		personId: uuid('person_id').notNull(),
		topic: text('topic').notNull(),
		/** What it was begun from: a line of her page, by its kind and its own id or code. */
		aboutKind: text('about_kind', { enum: aboutKinds }),
		aboutId: text('about_id'),
		state: text('state', { enum: ['open', 'closed'] }).notNull(),
		isUrgent: boolean('is_urgent').notNull(),
		/** A word in it made a machine think of danger: for a worker's eye only. */
		isMarked: boolean('is_marked')
			.notNull()
			.$default(() => false),
		lastBy: text('last_from', { enum: ['person', 'hub', 'agency', 'helper'] }).notNull(),
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
		author: text('author', { enum: ['person', 'hub', 'agency', 'helper'] }).notNull(),
		/** Which agency wrote it, or under which grant of hers a helper did. */
		agencyId: uuid('agency_id'),
		grantId: uuid('grant_id'),
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

/** The same words in another language, beside the original and never in its place. */
export const messageTranslation = pgTable(
	'message_translation',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		messageId: uuid('message_id').notNull(),
		threadId: uuid('thread_id').notNull(),
		caseId: uuid('case_id'),
		personId: uuid('person_id').notNull(),
		/** Who put it into that language; `template`: it stands beside a text of the hub that nobody has checked (P24). */
		origin: text('origin', { enum: ['interpreter', 'worker', 'template'] }).notNull(),
		lang: text('lang').notNull(),
		workerId: uuid('worker_id').notNull(),
		textSealed: bytes('text_sealed').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index().on(t.threadId)]
);

/** A text that the hub answers with again and again. What it says stands in its versions. */
export const replyTemplate = pgTable('reply_template', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	madeBy: uuid('made_by').notNull(),
	madeAt: instant('made_at').notNull(),
	retiredAt: instant('retired_at')
});

export const replyVersion = pgTable(
	'reply_version',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		templateId: uuid('reply_template_id').notNull(),
		version: integer('version').notNull(),
		name: text('name').notNull(),
		topic: text('topic').notNull(),
		/** By language. No personal data: what is about one person is a gap to fill. */
		texts: jsonb('texts').$type<Record<string, string>>().notNull(),
		/** The languages in which somebody who reads them has checked the text. */
		checked: text('checked').array().notNull(),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull()
	},
	(t) => [uniqueIndex('reply_version_number').on(t.templateId, t.version)]
);

/** An agency that reads a thread and writes in it. Appended and ended; `since` null: she has not said yes, `until`: it is over, or she said no. */
export const threadMember = pgTable(
	'thread_member',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		threadId: uuid('thread_id').notNull(),
		caseId: uuid('case_id'),
		personId: uuid('person_id').notNull(),
		agencyId: uuid('agency_id').notNull(),
		/** By a request she agreed to, and only while it holds; or because it is an office of her case. */
		basis: text('basis', { enum: ['request', 'official'] }).notNull(),
		/** Whom they write to, as she was called when they were let in. */
		nameSealed: bytes('name_sealed').notNull(),
		/** The first message they read. */
		fromSeq: integer('from_seq').notNull(),
		addedBy: text('added_by', { enum: ['person', 'worker'] }).notNull(),
		workerId: uuid('worker_id'),
		why: text('why', { enum: ['person_asked', 'can_answer', 'official'] }),
		/** How she said yes. */
		said: text('said', { enum: ['page', 'phone'] }),
		askedAt: instant('asked_at').notNull(),
		since: instant('since'),
		until: instant('until'),
		endedBy: text('ended_by', { enum: ['person', 'worker'] }),
		endWhy: text('end_why', { enum: ['person_said', 'answered', 'mistake'] })
	},
	(t) => [index().on(t.personId), index().on(t.agencyId)]
);
