import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

/** Up to 1,000 raw rows as they came, sealed once together. */
export const feedBatch = pgTable('feed_batch', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	feed: text('feed').notNull(),
	rows: integer('rows').notNull(),
	rawSealed: bytes('raw_sealed').notNull(),
	madeAt: instant('made_at').notNull()
});

/** One distinct row of a feed. It joins a case only by an exact reference; otherwise it waits. */
export const feedEvent = pgTable(
	'feed_event',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		feed: text('feed').notNull(),
		rowKey: bytes('row_key').notNull(),
		refIndex: bytes('ref_index'),
		batchId: uuid('batch_id').notNull(),
		month: text('month').notNull(),
		agencySlug: text('agency_slug').notNull(),
		outcomeCode: text('outcome_code'),
		outcomeName: text('outcome_name').notNull(),
		asOf: text('as_of', { enum: ['happened', 'last_known'] }).notNull(),
		receivedAt: instant('received_at').notNull(),
		caseId: uuid('case_id'),
		attachedAt: instant('attached_at')
	},
	(t) => [unique().on(t.hubId, t.feed, t.rowKey), index().on(t.refIndex)]
);
