import { date, index, pgTable, smallint, text, uuid, uniqueIndex } from 'drizzle-orm/pg-core';
import { hubId, instant } from './columns.ts';
import { person } from './people.ts';

/** What leaves the house towards a person, and what came of it: no address and no text. `sourceId` is the event that made it, `about` what that event was about. */
export const notice = pgTable(
	'notice',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id'),
		personId: uuid('person_id')
			.notNull()
			.references(() => person.id),
		source: text('source', { enum: ['update', 'message', 'share', 'court'] }).notNull(),
		sourceId: uuid('source_id').notNull(),
		about: uuid('about'),
		kind: text('kind', { enum: ['ordinary', 'court_critical'] }).notNull(),
		/** 0 is the first; what is critical for court is repeated (P22). */
		repeat: smallint('repeat').notNull(),
		state: text('state', { enum: ['waiting', 'sending', 'printing', 'sent', 'delivered', 'failed', 'withheld', 'dead'] }).notNull(),
		/** A key of locales. */
		reason: text('reason'),
		wayId: uuid('way_id'),
		channel: text('channel', { enum: ['text', 'email', 'post'] }),
		lang: text('lang').notNull(),
		tries: smallint('tries').notNull(),
		nextAt: instant('next_at'),
		/** Which way out took it, and its own name for it. Our key there is the id. */
		provider: text('provider'),
		reference: text('reference'),
		madeAt: instant('made_at').notNull(),
		movedAt: instant('moved_at').notNull(),
		/** When she said that she has seen it. Nothing else sets it (S-31). */
		seenAt: instant('seen_at'),
		/** On which day a printed letter was posted, as the worker says. */
		postedOn: date('posted_on', { mode: 'string' })
	},
	(t) => [
		uniqueIndex('notice_once').on(t.hubId, t.sourceId, t.personId, t.repeat),
		index().on(t.hubId, t.state, t.nextAt),
		index().on(t.personId, t.madeAt)
	]
);
