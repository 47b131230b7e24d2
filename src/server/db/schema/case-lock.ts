import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { hubId, instant } from './columns.ts';

/** Who writes something down in a case just now: advisory, one for a case, over by itself (journey 6). */
export const caseLock = pgTable('case_lock', {
	caseId: uuid('case_id').primaryKey(),
	hubId: hubId(),
	workerId: uuid('worker_id').notNull(),
	what: text('what', { enum: ['telling', 'event', 'contact', 'needs'] }).notNull(),
	since: instant('since').notNull(),
	until: instant('until').notNull(),
	/** From whom it was taken while they were at it: they are told when they save. */
	takenFrom: uuid('taken_from')
});
