import { integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { hubParts } from '#shared/hub.ts';
import { hubId, instant } from './columns.ts';

/** What the hub says about itself, one row for each change (F84). */
export const hubSetting = pgTable(
	'hub_setting',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		version: integer('version').notNull(),
		/** What was changed; `facts` is the whole, as it stands from then on. */
		part: text('part', { enum: hubParts }).notNull(),
		facts: jsonb('facts').$type<unknown>().notNull(),
		workerId: uuid('worker_id').notNull(),
		madeAt: instant('made_at').notNull()
	},
	(t) => [uniqueIndex('hub_setting_version').on(t.hubId, t.version)]
);
