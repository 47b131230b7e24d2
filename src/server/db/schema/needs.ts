import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';
import { person } from './people.ts';

/** What would help a person, as she or a worker for her said it. Never rewritten: the newest counts, the earlier ones stay (T14). */
export const needAnswer = pgTable(
	'need_answer',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		personId: uuid('person_id')
			.notNull()
			.references(() => person.id),
		caseId: uuid('case_id'),
		/** A level for each need that was answered. */
		levels: jsonb('levels').$type<Record<string, string>>().notNull(),
		/** Whether something like this happened before (T34). */
		before: text('before'),
		lineSealed: bytes('line_sealed'),
		/** One per form shown: a form sent twice is kept once. */
		onceKey: uuid('once_key').notNull().unique(),
		madeAt: instant('made_at').notNull(),
		/** The worker who wrote it down; null: she herself. */
		madeBy: uuid('made_by'),
		/** When the hub first spoke with her about it (T11). */
		contactedAt: instant('contacted_at'),
		contactedBy: uuid('contacted_by')
	},
	(t) => [index().on(t.personId, t.madeAt), index().on(t.hubId, t.madeAt)]
);
