import { date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { hubId, instant } from './columns.ts';

/** What somebody who comes to court asked for and what was answered (T7). Append-only: where it stands follows from the steps. */
export const courtStep = pgTable(
	'court_step',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id').notNull(),
		personId: uuid('person_id').notNull(),
		thing: text('thing').notNull(),
		/** Which step about this thing it is, from 1: two cannot both be the next. */
		seq: integer('seq').notNull(),
		step: text('step').notNull(),
		saidBy: text('speaker', { enum: ['person', 'worker'] }).notNull(),
		workerId: uuid('worker_id'),
		onDay: date('on_day', { mode: 'string' }),
		atTime: text('at_time'),
		court: text('court'),
		access: text('access').array().notNull(),
		madeAt: instant('made_at').notNull()
	},
	(t) => [uniqueIndex('court_step_seq').on(t.personId, t.caseId, t.thing, t.seq)]
);

/** What a person ticked before a day at court: hers alone. */
export const courtTick = pgTable(
	'court_tick',
	{ hubId: hubId(), personId: uuid('person_id').notNull(), item: text('item').notNull(), madeAt: instant('made_at').notNull() },
	(t) => [primaryKey({ columns: [t.personId, t.item] })]
);

/** Days on which somebody cannot come to court. What no longer holds is ended, so that witness care can be told. */
export const courtAway = pgTable(
	'court_away',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id').notNull(),
		personId: uuid('person_id').notNull(),
		fromOn: date('from_on', { mode: 'string' }).notNull(),
		toOn: date('to_on', { mode: 'string' }).notNull(),
		saidBy: text('speaker', { enum: ['person', 'worker'] }).notNull(),
		workerId: uuid('worker_id'),
		madeAt: instant('made_at').notNull(),
		endedAt: instant('ended_at')
	},
	(t) => [index('court_away_case').on(t.personId, t.caseId)]
);
