import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

/** Somebody asked for help without an account (P14), or a partner did for somebody who said yes (T9). What was said is sealed for the door; `draft` waits for whoever has its four words. */
export const selfReferral = pgTable(
	'self_referral',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		source: text('source', { enum: ['self', 'agency'] }).notNull(),
		/** Made when the answering began: what is sent twice is one. */
		once: uuid('once').notNull(),
		lang: text('lang').notNull(),
		way: text('way', { enum: ['phone', 'text', 'email', 'code'] }),
		/** JSON of what was said (`domain/asked.ts`). */
		wordsSealed: bytes('words_sealed').notNull(),
		/** Keyed hash of the four words (P14). */
		codeHash: bytes('code_hash').notNull(),
		state: text('state', { enum: ['draft', 'waiting', 'answered', 'taken_up', 'not_taken_up', 'cancelled'] }).notNull(),
		/** What the hub answered, to be read with the four words. */
		answerSealed: bytes('answer_sealed'),
		answeredAt: instant('answered_at'),
		/** What they wrote once more. */
		moreSealed: bytes('more_sealed'),
		/** How each try to reach them went (P9): outcome and moment. */
		tries: jsonb('tries').$type<{ outcome: string; at: string }[]>().notNull().default([]),
		/** Why it was not taken up, as a code. */
		reason: text('reason'),
		/** The latest moment at which the hub is in touch, as the last page said it. */
		dueAt: instant('due_at'),
		madeAt: instant('made_at').notNull(),
		movedAt: instant('moved_at').notNull(),
		workerId: uuid('worker_id'),
		/** The record that was made of it. */
		personId: uuid('person_id'),
		caseId: uuid('case_id'),
		/** Whoever typed its four words while signed in: joined by themselves and by nobody else. */
		joinedBy: uuid('joined_by'),
		agencyId: uuid('agency_id'),
		sentBy: uuid('sent_by')
	},
	(t) => [index().on(t.hubId, t.state)]
);
