import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
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
