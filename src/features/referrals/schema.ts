import { z } from 'zod';
import { fields, givers } from './domain/consent.ts';
import { declineReasons, outcomes } from './domain/referral.ts';

export const idSchema = z.uuid();
const several = z.union([z.array(z.string()), z.string().transform((one) => [one])], 'share.error.fields').default([]);
const chosen = several.pipe(
	z.array(z.enum(fields, 'share.error.fields')).min(1, 'share.error.fields').max(fields.length, 'share.error.fields')
);
const line = (max: number) => z.string('share.error.long').trim().max(max, 'share.error.long').default('');

/** A worker asks a partner for help: which service, what is shared, and who said yes. */
export const referForm = z
	.object({
		service: z.uuid('share.error.service'),
		field: chosen,
		how: z.enum(['ask', ...givers.filter((giver) => giver !== 'person')], 'share.error.how'),
		note: line(300)
	})
	.superRefine(({ how, note }, context) => {
		// Nobody consents for another by being a relative (P16): who, and what gives them the right.
		if (how !== 'ask' && how !== 'spoken' && note === '') context.addIssue({ code: 'custom', path: ['note'], message: 'share.error.note' });
	});
export type ReferForm = z.infer<typeof referForm>;

/** Her answer to a question of ours. A yes says what; a no may say when to ask again. */
export const answerShareForm = z
	.object({
		answer: z.enum(['yes', 'no'], 'share.error.answer'),
		field: several.pipe(z.array(z.enum(fields, 'share.error.fields')).max(fields.length, 'share.error.fields')),
		line: line(300),
		again: z.enum(['never', 'sooner', 'later'], 'share.error.answer').default('never')
	})
	.superRefine(({ answer, field }, context) => {
		if (answer === 'yes' && field.length === 0) context.addIssue({ code: 'custom', path: ['field'], message: 'share.error.fields' });
	});
export type AnswerShare = z.infer<typeof answerShareForm>;

/** Stopping: whether they shall stop contacting her. Not answered is "I will tell them myself": no reason is asked. */
export const stopForm = z.object({ wish: z.enum(['stop', 'still', 'self'], 'share.error.answer').default('self') });

/** One word of hers about the help. */
export const sayForm = z.object({ said: z.enum(['no_contact', 'helped', 'not_helped', 'wrong'], 'share.error.answer') });

const said = (max: number, key: string) => z.string(key).trim().min(1, key).max(max, 'share.error.long');
/** Something was shared to keep somebody safe: to whom, what and why are all needed. `danger`: whether showing it could add danger. */
export const safetyForm = z.object({
	once: z.uuid('share.error.answer'),
	to: said(200, 'share.safety.error.to'),
	what: said(1000, 'share.safety.error.what'),
	why: said(1000, 'share.safety.error.why'),
	danger: z.enum(['no', 'yes'], 'share.error.answer')
});
export type SafetyForm = z.infer<typeof safetyForm>;

/** A supervisor's answer: shown, or kept from her with why. */
export const settleForm = z
	.object({ share: z.uuid('share.error.answer'), show: z.enum(['yes', 'no'], 'share.error.answer'), why: line(300) })
	.superRefine(({ show, why }, context) => {
		if (show === 'no' && why === '') context.addIssue({ code: 'custom', path: ['why'], message: 'share.safety.error.hide' });
	});
export type SettleForm = z.infer<typeof settleForm>;

/** A line of an agency for the hub; `once` makes one that is sent twice one. */
export const noteForm = z.object({ once: z.uuid('share.error.answer'), note: said(500, 'share.note.needed') });
export type NoteForm = z.infer<typeof noteForm>;

export const pressForm = z.object({});
/** An agency that cannot help says why, as a code. */
export const reasonForm = z.object({ reason: z.enum(declineReasons, 'share.error.reason') });

const score = z
	.string('share.error.score')
	.trim()
	.regex(/^(\d|10)?$/, 'share.error.score')
	.default('')
	.transform((text) => (text === '' ? null : Number(text)));
/** The four outcomes when help ends; each may be left out (T49). */
export const closeForm = z.object(
	Object.fromEntries(outcomes.map((one) => [one, score])) as Record<(typeof outcomes)[number], typeof score>
);
export type CloseForm = z.infer<typeof closeForm>;
/** The same while the help goes on, or with its end. */
export const markForm = closeForm.extend({ then: z.enum(['update', 'close'], 'share.error.answer') });

/** A link for a partner without an account: how it is given, and how its words are told. Never both the same way (P21). */
export const linkForm = z
	.object({
		givenBy: z.enum(['email', 'post', 'hand'], 'share.link.by.needed'),
		toldBy: z.enum(['phone', 'text', 'hand'], 'share.link.told.needed')
	})
	.refine(({ givenBy, toldBy }) => givenBy !== toldBy, { path: ['toldBy'], message: 'share.link.same' });
export type LinkForm = z.infer<typeof linkForm>;

/** The words of a link, as they were told. */
export const openLinkForm = z.object({ code: said(200, 'share.link.code.needed') });
