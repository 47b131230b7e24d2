import { date, index, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

/** A person's permission to share these fields with one agency for one purpose (DESIGN §7). Asked, and then given or refused. */
export const consent = pgTable(
	'consent',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		personId: uuid('person_id').notNull(),
		agencyId: uuid('agency_id').notNull(),
		/** Which of the eight needs the help is for; null: whatever they offer. */
		need: text('need'),
		fields: text('fields').array().notNull(),
		wording: integer('wording').notNull(),
		lang: text('lang').notNull(),
		givenBy: text('giver', { enum: ['person', 'spoken', 'parent', 'attorney', 'best_interests'] }),
		/** Who said yes where it was not on her page, and what they hold it by; under the person's key. */
		noteSealed: bytes('note_sealed'),
		recordedBy: uuid('recorded_by'),
		askedAt: instant('asked_at').notNull(),
		givenAt: instant('given_at'),
		refusedAt: instant('refused_at'),
		/** The last day it holds. */
		endsOn: date('ends_on', { mode: 'string' }),
		endedAt: instant('ended_at'),
		endedAs: text('ended_as', { enum: ['stopped', 'closed', 'expired', 'declined', 'returned'] }),
		/** When she said that she may be asked again, after a no. */
		askAgainOn: date('ask_again_on', { mode: 'string' })
	},
	(t) => [index().on(t.hubId, t.personId)]
);

/** One request to one agency to help one person. Its way is `domain/referral.ts`. */
export const referral = pgTable(
	'referral',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id'),
		personId: uuid('person_id').notNull(),
		agencyId: uuid('agency_id').notNull(),
		serviceId: uuid('service_id'),
		/** Code of the police force area in which the person lives: the only place a report may count by. */
		forceArea: text('force_area'),
		consentId: uuid('consent_id').notNull(),
		state: text('state', {
			enum: ['draft', 'sent', 'received', 'accepted', 'declined', 'active', 'closed', 'withdrawn', 'expired', 'returned']
		}).notNull(),
		/** Why it was declined or returned, as a code. */
		reason: text('reason'),
		madeAt: instant('made_at').notNull(),
		madeBy: uuid('made_by'),
		sentAt: instant('sent_at'),
		movedAt: instant('moved_at').notNull(),
		/** What she said about being contacted when she stopped sharing. */
		stopWish: text('stop_wish', { enum: ['stop', 'still', 'self'] }),
		stopConfirmedAt: instant('stop_confirmed_at'),
		/** When the hub was told that the agency is silent since its last word. */
		lateToldAt: instant('late_told_at')
	},
	(t) => [index().on(t.hubId, t.state), index().on(t.personId), index().on(t.agencyId)]
);

/** What is shared, line by line, under the key of the one request: the agency's role can open this and nothing else. Its id is the request's. */
export const referralText = pgTable('referral_text', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	linesSealed: bytes('lines_sealed').notNull(),
	/** JSON: what the agency wrote for the hub, oldest first. */
	notesSealed: bytes('notes_sealed'),
	madeAt: instant('made_at').notNull()
});

/** Every step, once and for good. */
export const referralMove = pgTable(
	'referral_move',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		referralId: uuid('referral_id').notNull(),
		move: text('move').notNull(),
		toState: text('to_state').notNull(),
		mover: text('mover', { enum: ['person', 'hub', 'agency', 'job'] }).notNull(),
		workerId: uuid('worker_id'),
		reason: text('reason'),
		at: instant('at').notNull()
	},
	(t) => [index().on(t.referralId, t.at)]
);

/** What she said about the help: whether they reached her, and whether it helped. Codes only. */
export const referralSaid = pgTable(
	'referral_said',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		referralId: uuid('referral_id').notNull(),
		personId: uuid('person_id').notNull(),
		said: text('said', { enum: ['no_contact', 'helped', 'not_helped', 'wrong'] }).notNull(),
		at: instant('at').notNull()
	},
	(t) => [index().on(t.referralId)]
);

/** Something that had to be shared to keep somebody safe, without asking first (P16): what, to whom and why, in words, and who decided. She reads it from `shownAt`; until then it is not there for her. */
export const safetyShare = pgTable(
	'safety_share',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id').notNull(),
		personId: uuid('person_id').notNull(),
		/** JSON: to, what, why; under the person's key. */
		wordsSealed: bytes('words_sealed').notNull(),
		decidedBy: uuid('decided_by').notNull(),
		madeAt: instant('made_at').notNull(),
		shownAt: instant('shown_at'),
		/** The supervisor who decided that showing it would add danger, and why. */
		hiddenBy: uuid('hidden_by'),
		hiddenAt: instant('hidden_at'),
		hiddenWhySealed: bytes('hidden_why_sealed')
	},
	(t) => [index().on(t.personId)]
);

/** The four outcomes, 0 to 10, at start, review and close (T49). */
export const measure = pgTable(
	'measure',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		referralId: uuid('referral_id').notNull(),
		point: text('point', { enum: ['start', 'review', 'close'] }).notNull(),
		outcome: text('outcome', { enum: ['wellbeing', 'coping', 'safety', 'informed'] }).notNull(),
		score: smallint('score').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index().on(t.referralId)]
);

/** A link to one request for a partner without an account (P21), opened with words that were told another way. Its id is who acts by it. */
export const referralLink = pgTable(
	'referral_link',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		referralId: uuid('referral_id').notNull(),
		agencyId: uuid('agency_id').notNull(),
		/** Keyed hashes of what stands in the address and of the words. */
		tokenHash: bytes('token_hash').notNull(),
		wordsHash: bytes('words_hash').notNull(),
		givenBy: text('given_by', { enum: ['email', 'post', 'hand'] }).notNull(),
		toldBy: text('told_by', { enum: ['phone', 'text', 'hand'] }).notNull(),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		endsAt: instant('ends_at').notNull(),
		tries: integer('tries').notNull().default(0),
		openedAt: instant('opened_at'),
		/** Ended by a worker, by a newer link, or after five wrong tries. */
		shutAt: instant('shut_at')
	},
	(t) => [index().on(t.referralId)]
);
