import { date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Span } from '#shared/office.ts';
import { hubId, instant } from './columns.ts';

/** Working hours and teams of one who works here, one row for each change. */
export const staffSetting = pgTable(
	'staff_setting',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		workerId: uuid('worker_id').notNull(),
		version: integer('version').notNull(),
		/** What was changed; the row is the whole, as it stands from then on. */
		part: text('part', { enum: ['hours', 'teams'] }).notNull(),
		/** A span for each day, Monday first, null where they do not work; null: not said. */
		week: jsonb('week').$type<readonly (Span | null)[] | null>(),
		teams: text('teams').array().notNull(),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull()
	},
	(t) => [uniqueIndex('staff_setting_version').on(t.workerId, t.version)]
);

/** When somebody is away, both days counted, and who does their work meanwhile. */
export const staffAbsence = pgTable(
	'staff_absence',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		workerId: uuid('worker_id').notNull(),
		fromOn: date('from_on', { mode: 'string' }).notNull(),
		toOn: date('to_on', { mode: 'string' }).notNull(),
		coverId: uuid('cover_id'),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		/** When it was taken back. */
		endedAt: instant('ended_at')
	},
	(t) => [index('staff_absence_days').on(t.hubId, t.toOn)]
);

/** Who is on call, from when until when (P4). */
export const onCall = pgTable(
	'on_call',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		workerId: uuid('worker_id').notNull(),
		fromAt: instant('from_at').notNull(),
		toAt: instant('to_at').notNull(),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		endedAt: instant('ended_at')
	},
	(t) => [index('on_call_until').on(t.hubId, t.toAt)]
);
