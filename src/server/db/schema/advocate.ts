import { date, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytes, hubId, instant } from './columns.ts';

/** Whom a person lets in: to which case, for exactly which parts, until when (DESIGN §5 "advocate", P17). */
export const helpGrant = pgTable(
	'help_grant',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		/** Whose case it is. */
		personId: uuid('person_id').notNull(),
		caseId: uuid('case_id').notNull(),
		/** Who was let in: a person of the hub. */
		helperId: uuid('helper_id').notNull(),
		kind: text('kind', { enum: ['supporter', 'parent', 'friend'] }).notNull(),
		/** What she calls them; under her key. */
		nameSealed: bytes('name_sealed').notNull(),
		/** Whose page it is, for the helper; under the helper's key, so that nothing of hers opens it. */
		ownerNameSealed: bytes('owner_name_sealed'),
		parts: text('parts').array().notNull(),
		/** `waiting`: a worker checks first. */
		state: text('state', { enum: ['waiting', 'live', 'refused'] }).notNull(),
		until: instant('until').notNull(),
		madeAt: instant('made_at').notNull(),
		madeBy: uuid('made_by'),
		checkedBy: uuid('checked_by'),
		checkedAt: instant('checked_at'),
		wishes: text('wishes', { enum: ['wants', 'unsure', 'no'] }),
		endedAt: instant('ended_at'),
		endedBy: text('ended_by', { enum: ['person', 'worker'] })
	},
	(t) => [index().on(t.personId), index().on(t.helperId), index().on(t.caseId)]
);

/** What was asked and recorded about restorative justice (T35). Append-only: where it stands follows from the steps. */
export const restorativeStep = pgTable(
	'restorative_step',
	{
		id: uuid('id').primaryKey(),
		hubId: hubId(),
		personId: uuid('person_id').notNull(),
		caseId: uuid('case_id').notNull(),
		/** Which step it is, from 1: two cannot both be the next. */
		seq: integer('seq').notNull(),
		step: text('step').notNull(),
		onDay: date('on_day', { mode: 'string' }).notNull(),
		saidBy: text('speaker', { enum: ['person', 'worker'] }).notNull(),
		workerId: uuid('worker_id'),
		/** Which wording she agreed to, and in which language. */
		wording: text('wording'),
		lang: text('lang'),
		/** The exact text that she agreed may be sent; under her key. */
		textSealed: bytes('text_sealed'),
		/** The request by which it went to a service. */
		referralId: uuid('referral_id'),
		madeAt: instant('made_at').notNull()
	},
	(t) => [unique('restorative_step_seq').on(t.personId, t.caseId, t.seq)]
);
