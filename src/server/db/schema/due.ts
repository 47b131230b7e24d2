import { boolean, date, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { hubId, instant } from './columns.ts';

/** A list that a worker keeps: which filters, as codes. */
export const dueFilter = pgTable(
	'due_filter',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		workerId: uuid('worker_id').notNull(),
		code: text('code').notNull(),
		madeAt: instant('made_at').notNull()
	},
	(t) => [uniqueIndex('due_filter_code').on(t.workerId, t.code)]
);

/** A piece of news that somebody was not told, as it stood when its case was folded last. */
export const dueRow = pgTable(
	'due_row',
	{
		hubId: hubId(),
		caseId: uuid('case_id').notNull(),
		personId: uuid('person_id').notNull(),
		eventId: uuid('event_id').notNull(),
		isSafety: boolean('is_safety').notNull(),
		enhanced: boolean('enhanced').notNull(),
		dueOn: date('due_on', { mode: 'string' }),
		foldedOn: date('folded_on', { mode: 'string' }).notNull()
	},
	(t) => [primaryKey({ columns: [t.eventId, t.personId] })]
);

/** A case that changed since it was folded. */
export const dueMark = pgTable('due_mark', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	caseId: uuid('case_id').notNull()
});
