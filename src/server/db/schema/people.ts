import { boolean, date, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

export const hub = pgTable('hub', {
	id: uuid('id').primaryKey(),
	slug: text('slug').notNull().unique(),
	name: text('name').notNull(),
	madeAt: instant('made_at').notNull()
});

export const agency = pgTable(
	'agency',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		slug: text('slug').notNull(),
		name: text('name').notNull(),
		source: text('source').notNull()
	},
	(t) => [unique().on(t.hubId, t.slug)]
);

export const dataKey = pgTable(
	'data_key',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		kind: text('kind', { enum: ['hub', 'case', 'person', 'feed', 'referral'] }).notNull(),
		subject: uuid('subject').notNull(),
		version: integer('version').notNull(),
		wrapped: bytes('wrapped').notNull(),
		kekId: text('kek_id').notNull(),
		madeAt: instant('made_at').notNull()
	},
	(t) => [unique().on(t.kind, t.subject, t.version)]
);

export const worker = pgTable('worker', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	agencyId: uuid('agency_id'),
	nameSealed: bytes('name_sealed').notNull(),
	team: text('team').notNull(),
	madeAt: instant('made_at').notNull(),
	leftAt: instant('left_at')
});

export const person = pgTable('person', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	nameSealed: bytes('name_sealed').notNull(),
	nameIndex: bytes('name_index').notNull(),
	bornSealed: bytes('born_sealed'),
	/** Name and date of birth together: for the question "is this the same person?", never for a match by itself. */
	nameBornIndex: bytes('name_born_index'),
	lang: text('lang').notNull(),
	area: text('area'),
	madeAt: instant('made_at').notNull(),
	madeBy: uuid('made_by'),
	diedAt: instant('died_at'),
	/** When the key was destroyed: nothing personal can be read any more, only counted. */
	shreddedAt: instant('shredded_at')
});

export const contactWay = pgTable('contact_way', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	personId: uuid('person_id')
		.notNull()
		.references(() => person.id),
	kind: text('kind', { enum: ['phone', 'text', 'email', 'post'] }).notNull(),
	valueSealed: bytes('value_sealed').notNull(),
	valueIndex: bytes('value_index').notNull(),
	safe: text('safe', { enum: ['safe', 'unsafe', 'unknown'] }).notNull(),
	checked: boolean('checked').notNull(),
	pausedAt: instant('paused_at'),
	madeAt: instant('made_at').notNull(),
	/** When it was replaced or taken back: it is no way to her any more. */
	endedAt: instant('ended_at')
});

export type Hours = { days: number[]; from: string; to: string }[];

export const preference = pgTable(
	'preference',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		personId: uuid('person_id')
			.notNull()
			.references(() => person.id),
		version: integer('version').notNull(),
		mayContact: text('may_contact', { enum: ['yes', 'no_look_here', 'no_i_call', 'unasked'] }).notNull(),
		hours: jsonb('hours').$type<Hours>(),
		voicemail: text('voicemail', { enum: ['none', 'words'] }).notNull(),
		sayWho: boolean('say_who').notNull(),
		hardNews: text('hard_news', { enum: ['call_first', 'read_here'] }).notNull(),
		/** Code word, what to say if someone else answers: shown to workers only (P6). */
		wordsSealed: bytes('words_sealed'),
		/** The ways she said are safe, so that her page can tell her without what the hub thinks of each. Null: nobody has asked. */
		chosen: uuid('chosen').array(),
		/** Which secret words were given with this version or before: codes only, never the words. */
		given: text('given')
			.array()
			.notNull()
			.$defaultFn(() => []),
		/** Whether a call from a hidden number is good for her. */
		withheld: text('withheld', { enum: ['shown', 'hidden', 'either'] }),
		changedSince: boolean('changed_since').notNull(),
		confirmedAt: instant('confirmed_at'),
		madeAt: instant('made_at').notNull(),
		madeBy: uuid('made_by')
	},
	(t) => [unique().on(t.personId, t.version)]
);

/** What makes it easier for her to understand and be understood: versioned, looked at again on a day (Accessible Information Standard). */
export const adjustment = pgTable(
	'adjustment',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		personId: uuid('person_id')
			.notNull()
			.references(() => person.id),
		version: integer('version').notNull(),
		codes: text('codes').array().notNull(),
		/** The language she speaks best, for an interpreter. */
		spoken: text('spoken'),
		wordsSealed: bytes('words_sealed'),
		reviewOn: date('review_on', { mode: 'string' }).notNull(),
		madeAt: instant('made_at').notNull(),
		/** The worker who wrote it down for her; null: she herself. */
		madeBy: uuid('made_by')
	},
	(t) => [unique().on(t.personId, t.version)]
);

export const riskMark = pgTable('risk_mark', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	personId: uuid('person_id')
		.notNull()
		.references(() => person.id),
	reasonSealed: bytes('reason_sealed').notNull(),
	author: uuid('author').notNull(),
	madeAt: instant('made_at').notNull(),
	reviewOn: text('review_on').notNull(),
	endedAt: instant('ended_at')
});

/** A worker's question to another: may this person be called outside the safe hours (P2)? The answer is another worker's. */
export const secondYes = pgTable(
	'second_yes',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id').notNull(),
		personId: uuid('person_id').notNull(),
		/** Under the person's key. */
		whySealed: bytes('why_sealed').notNull(),
		askedBy: uuid('asked_by').notNull(),
		askedAt: instant('asked_at').notNull(),
		said: text('said', { enum: ['yes', 'no'] }),
		saidBy: uuid('said_by'),
		saidAt: instant('said_at')
	},
	(t) => [index().on(t.personId)]
);
