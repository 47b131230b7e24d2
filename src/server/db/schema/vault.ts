import { bigint, boolean, date, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

/** A case that only named workers may open: staff, police families, press interest (P19). */
export const caseRestriction = pgTable(
	'case_restriction',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id').notNull(),
		why: text('why', { enum: ['staff', 'police_family', 'press', 'safety', 'other'] }).notNull(),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		endedAt: instant('ended_at'),
		endedBy: uuid('ended_by')
	},
	(t) => [index().on(t.hubId, t.caseId)]
);

/** Who may open a restricted case: named by a supervisor, or in by a broken glass until a time (S-32). */
export const caseAccess = pgTable(
	'case_access',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id').notNull(),
		workerId: uuid('worker_id').notNull(),
		isGlass: boolean('is_glass').notNull(),
		/** Why the glass was broken, in the worker's words; under the hub's key, because a supervisor who may not open the case reads it. */
		reasonSealed: bytes('reason_sealed'),
		until: instant('until'),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		endedAt: instant('ended_at'),
		endedBy: uuid('ended_by')
	},
	(t) => [index().on(t.hubId, t.caseId, t.workerId)]
);

/** "I know someone in this case": closes it to the worker who said so (P19). */
export const acquaintance = pgTable(
	'acquaintance',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id').notNull(),
		workerId: uuid('worker_id').notNull(),
		madeAt: instant('made_at').notNull(),
		liftedAt: instant('lifted_at'),
		liftedBy: uuid('lifted_by')
	},
	(t) => [index().on(t.hubId, t.workerId)]
);

/** An entry of the log that is kept from the person it is about, with the reason why showing it would add danger. */
export const auditWithheld = pgTable(
	'audit_withheld',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		personId: uuid('person_id').notNull(),
		chain: text('chain').notNull(),
		seq: bigint('seq', { mode: 'number' }).notNull(),
		reasonSealed: bytes('reason_sealed').notNull(),
		reviewOn: date('review_on', { mode: 'string' }).notNull(),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		endedAt: instant('ended_at'),
		endedBy: uuid('ended_by')
	},
	(t) => [index().on(t.hubId, t.personId)]
);

/** How long this hub keeps a kind of record where it differs from the default; null: for ever is not on offer. */
export const retentionRule = pgTable(
	'retention_rule',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		record: text('record').notNull(),
		days: integer('days').notNull(),
		changedBy: uuid('changed_by').notNull(),
		changedAt: instant('changed_at').notNull()
	},
	(t) => [unique().on(t.hubId, t.record)]
);

/** One night's round of forgetting: one row a hub and day, so that two servers do it once. Counts only. */
export const retentionRun = pgTable(
	'retention_run',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		onDay: date('on_day', { mode: 'string' }).notNull(),
		startedAt: instant('started_at').notNull(),
		finishedAt: instant('finished_at'),
		counts: jsonb('counts').$type<Record<string, number>>(),
		fault: text('fault')
	},
	(t) => [unique().on(t.hubId, t.onDay)]
);

/** Nothing of this case or person is forgotten while a court, an inquiry or a complaint may need it. */
export const legalHold = pgTable(
	'legal_hold',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id'),
		personId: uuid('person_id'),
		/** Under the key of the case or person it is about. */
		reasonSealed: bytes('reason_sealed').notNull(),
		reviewOn: date('review_on', { mode: 'string' }).notNull(),
		madeBy: uuid('made_by').notNull(),
		madeAt: instant('made_at').notNull(),
		endedAt: instant('ended_at'),
		endedBy: uuid('ended_by')
	},
	(t) => [index().on(t.hubId, t.endedAt)]
);

/** What was shown to the wrong person, and what the hub decided about it (P13, S-26). */
export const breach = pgTable(
	'breach',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		caseId: uuid('case_id').notNull(),
		referenceId: uuid('reference_id'),
		openedBy: uuid('opened_by').notNull(),
		openedAt: instant('opened_at').notNull(),
		/** When the hub first knew: the 72 hours of the data protection law start here. */
		knownAt: instant('known_at').notNull(),
		/** Who saw what, as it was when the record was opened: JSON under the case's key. */
		seenSealed: bytes('seen_sealed').notNull(),
		decision: text('decision', { enum: ['open', 'reported', 'not_reportable'] }).notNull(),
		noteSealed: bytes('note_sealed'),
		decidedBy: uuid('decided_by'),
		decidedAt: instant('decided_at')
	},
	(t) => [index().on(t.hubId, t.decision), index().on(t.caseId)]
);

/** What was decided when a person asked for what we hold to be deleted: she reads it on her page, as long as she has one. */
export const erasure = pgTable(
	'erasure',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		personId: uuid('person_id').notNull(),
		taskId: uuid('task_id').notNull().unique(),
		outcome: text('outcome', { enum: ['all', 'part', 'keep'] }).notNull(),
		reason: text('reason', { enum: ['law', 'claim', 'safety', 'other_person', 'duty'] }),
		/** The cases to forget, where not everything goes. */
		cases: uuid('cases').array().notNull(),
		dropsContact: boolean('drops_contact').notNull(),
		/** What the supervisor wrote to her; under her key. */
		wordsSealed: bytes('words_sealed'),
		decidedBy: uuid('decided_by').notNull(),
		decidedAt: instant('decided_at').notNull(),
		/** When the jobs had deleted it. */
		doneAt: instant('done_at')
	},
	(t) => [index().on(t.hubId, t.personId)]
);
