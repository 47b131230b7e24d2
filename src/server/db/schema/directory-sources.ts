import { boolean, date, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { RunCounts, RunFault } from './directory-detail.ts';
import { instant } from './columns.ts';

/** Which hub looks after the row; see `directory.ts`. */
const keptBy = () => uuid('kept_by').notNull();

/** A feed of somebody else's directory. */
export const directorySource = pgTable(
	'directory_source',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		slug: text('slug').notNull(),
		name: text('name').notNull(),
		/** Fetched every night; null for a file that somebody hands over. */
		url: text('url'),
		licence: text('licence').notNull(),
		madeAt: instant('made_at').notNull(),
		/** Until somebody has looked at what would change, nothing is applied. */
		acceptedAt: instant('accepted_at'),
		stoppedAt: instant('stopped_at')
	},
	(t) => [unique().on(t.keptBy, t.slug)]
);

/** What became of one reading of a source. */
export const directoryRun = pgTable(
	'directory_run',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		sourceId: uuid('source_id')
			.notNull()
			.references(() => directorySource.id),
		at: instant('at').notNull(),
		state: text('state', { enum: ['preview', 'applied', 'failed'] }).notNull(),
		counts: jsonb('counts').$type<RunCounts>().notNull(),
		/** Field by field, 500 at most. */
		faults: jsonb('faults').$type<RunFault[]>().notNull()
	},
	(t) => [index().on(t.sourceId, t.at)]
);

/** A word of somebody else's taxonomy, and what it means in ours. `meaning` null: nobody has said yet; empty: nothing. */
export const directoryTerm = pgTable(
	'directory_term',
	{
		id: uuid('id').primaryKey(),
		keptBy: keptBy(),
		sourceId: uuid('source_id')
			.notNull()
			.references(() => directorySource.id),
		vocabulary: text('vocabulary').notNull(),
		term: text('term').notNull(),
		name: text('name').notNull(),
		/** How many services use it. */
		uses: integer('uses').notNull(),
		meaning: text('meaning').array(),
		settledAt: instant('settled_at'),
		settledBy: uuid('settled_by')
	},
	(t) => [unique().on(t.sourceId, t.vocabulary, t.term)]
);

/** The hubs of the country that we know of, this one too: whom each takes, and how to reach it (T44). */
export const hubScope = pgTable('hub_scope', {
	id: uuid('id').primaryKey(),
	name: text('name').notNull(),
	phone: text('phone').notNull(),
	website: text('website'),
	areas: text('areas').array().notNull(),
	rule: text('rule', { enum: ['lives', 'happened', 'either'] }).notNull(),
	takesWitnesses: boolean('takes_witnesses').notNull(),
	checkedOn: date('checked_on', { mode: 'string' }).notNull()
});
