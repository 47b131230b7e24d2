import { boolean, date, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { EventDetailRow } from './detail.ts';
import { bytes, hubId, instant } from './columns.ts';
import { person } from './people.ts';
import { taskKinds } from './task-kinds.ts';

const caseId = () =>
	uuid('case_id')
		.notNull()
		.references(() => cases.id);
const personId = () =>
	uuid('person_id')
		.notNull()
		.references(() => person.id);

export const cases = pgTable('cases', {
	id: uuid('id').primaryKey(),
	hubId: hubId(),
	kind: text('kind', { enum: ['crime', 'antisocial', 'road_death'] }).notNull(),
	isReported: boolean('is_reported').notNull(),
	/** Whether an offence is being looked into; null where nobody said. Decides whether anti-social behaviour or a road death has Code clocks (P12). */
	isOffence: boolean('is_offence'),
	crimeType: text('crime_type'),
	area: text('area'),
	/** Days between contacts that the person and the police agreed (P10). */
	rhythmDays: integer('rhythm_days'),
	/** When it was agreed; null: when the case was made. */
	rhythmSince: instant('rhythm_since'),
	madeAt: instant('made_at').notNull(),
	madeBy: uuid('made_by'),
	/** When the case's key was destroyed: nothing personal can be read any more, only counted. */
	shreddedAt: instant('shredded_at')
});

export const participant = pgTable(
	'participant',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: caseId(),
		personId: personId(),
		role: text('role', { enum: ['victim', 'bereaved', 'parent', 'witness'] }).notNull(),
		enhanced: text('enhanced').array().notNull(),
		madeAt: instant('made_at').notNull()
	},
	(t) => [unique().on(t.caseId, t.personId), index().on(t.personId)]
);

export const namedContact = pgTable(
	'named_contact',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: caseId(),
		workerId: uuid('worker_id').notNull(),
		role: text('role', { enum: ['care', 'witness_care'] }).notNull(),
		since: instant('since').notNull(),
		until: instant('until')
	},
	(t) => [index().on(t.caseId)]
);

export const reference = pgTable(
	'reference',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: caseId(),
		agencyId: uuid('agency_id').notNull(),
		refSealed: bytes('ref_sealed').notNull(),
		refIndex: bytes('ref_index').notNull(),
		madeAt: instant('made_at').notNull(),
		madeBy: uuid('made_by'),
		detachedAt: instant('detached_at'),
		detachedBy: uuid('detached_by')
	},
	(t) => [index().on(t.refIndex), index().on(t.caseId)]
);

/** What an agency says happened. Append-only: a correction is a new row that supersedes. */
export const event = pgTable(
	'event',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: caseId(),
		kind: text('kind').notNull(),
		source: text('source').notNull(),
		agencyId: uuid('agency_id'),
		referenceId: uuid('reference_id'),
		charge: text('charge'),
		occurredKind: text('occurred_kind', { enum: ['day', 'range', 'week', 'month', 'unknown'] }).notNull(),
		occurredFrom: date('occurred_from', { mode: 'string' }),
		occurredTo: date('occurred_to', { mode: 'string' }),
		asOf: text('as_of', { enum: ['happened', 'last_known'] }).notNull(),
		receivedAt: instant('received_at').notNull(),
		publishedAt: instant('published_at'),
		supersedes: uuid('supersedes'),
		contentHash: text('content_hash').notNull(),
		detail: jsonb('detail').$type<EventDetailRow>().notNull(),
		lineSealed: bytes('line_sealed'),
		recordedBy: uuid('recorded_by')
	},
	(t) => [index().on(t.caseId, t.receivedAt), index().on(t.hubId, t.receivedAt), unique().on(t.caseId, t.contentHash)]
);

/** Every try to tell a person, with how it went (P9). */
export const telling = pgTable(
	'telling',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: caseId(),
		personId: personId(),
		eventId: uuid('event_id'),
		at: instant('at').notNull(),
		by: text('by').notNull(),
		way: text('way').notNull(),
		wayId: uuid('way_id'),
		outcome: text('outcome').notNull(),
		workerId: uuid('worker_id'),
		noteSealed: bytes('note_sealed'),
		/** Set when a telling also puts the news on the person's page: how hard news is published, since an event is never rewritten (P4). */
		shownAt: instant('shown_at'),
		nextAt: instant('next_at'),
		madeAt: instant('made_at').notNull(),
		undoneAt: instant('undone_at'),
		/** One per form shown: a form sent twice is recorded once. */
		onceKey: uuid('once_key').notNull().unique()
	},
	(t) => [index().on(t.caseId), index().on(t.eventId)]
);

/** What a person answered to "Did they?" (P3). */
export const heard = pgTable(
	'heard',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: caseId(),
		personId: personId(),
		clockId: text('clock_id').notNull(),
		answer: text('answer', { enum: ['yes', 'no'] }).notNull(),
		at: instant('at').notNull(),
		/** Whoever wrote it down when the person said it by phone. */
		byWorker: uuid('by_worker')
	},
	(t) => [index().on(t.caseId)]
);

/** "This is not about me" (P13): hides an event, a reference or a whole case from that person at once. */
export const notMine = pgTable(
	'not_mine',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: caseId(),
		personId: personId(),
		eventId: uuid('event_id'),
		referenceId: uuid('reference_id'),
		at: instant('at').notNull(),
		settledAt: instant('settled_at'),
		settledBy: uuid('settled_by'),
		settledAs: text('settled_as', { enum: ['unlinked', 'theirs'] })
	},
	(t) => [index().on(t.caseId)]
);

export const task = pgTable(
	'task',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id'),
		personId: uuid('person_id'),
		eventId: uuid('event_id'),
		kind: text('kind', { enum: taskKinds }).notNull(),
		isUrgent: boolean('is_urgent').notNull(),
		dueOn: date('due_on', { mode: 'string' }).notNull(),
		/** A code such as the right or clock it is about; never words. */
		about: text('about'),
		/** The entry of the directory it is about. */
		serviceId: uuid('service_id'),
		detailSealed: bytes('detail_sealed'),
		madeAt: instant('made_at').notNull(),
		assignedTo: uuid('assigned_to'),
		doneAt: instant('done_at'),
		doneBy: uuid('done_by')
	},
	(t) => [index().on(t.hubId, t.doneAt, t.dueOn), index().on(t.caseId)]
);
