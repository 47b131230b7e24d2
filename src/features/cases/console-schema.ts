import { z } from 'zod';
import { isPhone } from '#features/contact/domain/typed.ts';
import { caseKinds, enhancedReasons, roles } from './domain/event.ts';
import { isLang } from '#shared/lang.ts';
import { dayNumber, type Day } from '#shared/london.ts';

/** Why a worker opens a record that no task leads to (P19, S-32). Kept in the audit log. */
export const lookReasons = ['they_called', 'agency_called', 'cover', 'check', 'complaint'] as const;
export const isLookReason = (text: string | undefined): text is (typeof lookReasons)[number] => lookReasons.some((one) => one === text);

/** How many rows for references the form for a new case has. */
export const referenceRows = [1, 2, 3] as const;

const line = (max: number) => z.string('console.field.text').trim().max(max, 'console.field.long').default('');
/**
 * A town or an area. It stays in clear text, to search and to hand over by (docs/security.md), so it may hold nothing that finds a door: letters, spaces, hyphens and
 * apostrophes, no digit, so no house and no postcode.
 */
const placeName = z
	.string('console.field.text')
	.trim()
	.max(60, 'console.new.area.bad')
	.regex(/^[\p{L}\p{M} '’-]*$/u, 'console.new.area.bad')
	.default('');
const box = z.literal('yes').optional();
const pick = <const T extends readonly [string, ...string[]]>(values: T, first: T[number]) =>
	z.enum(values, 'console.field.choose').default(first as never);
const several = <const T extends readonly [string, ...string[]]>(values: T) =>
	z.union([z.array(z.enum(values)), z.enum(values).transform((one) => [one])], 'console.field.choose').default([]);
const optionalId = z.union([z.literal(''), z.uuid()], 'console.field.choose').default('');

/** A day from three boxes: '' when all are empty, null when they are no real day. */
export function dayFrom(day: string, month: string, year: string): Day | '' | null {
	if (!day && !month && !year) return '';
	const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	try {
		dayNumber(text);
		return Number(year) > 1900 ? text : null;
	} catch {
		return null;
	}
}

const dateBoxes = { 'born-day': line(2), 'born-month': line(2), 'born-year': line(4) };
const bornOf = (form: { 'born-day': string; 'born-month': string; 'born-year': string }) =>
	dayFrom(form['born-day'], form['born-month'], form['born-year']);

type Check<Form> = (form: Form, say: (field: string, key: string) => void) => void;
const checked =
	<Form>(check: Check<Form>) =>
	(form: Form, context: z.RefinementCtx) =>
		check(form, (field, message) => context.addIssue({ code: 'custom', path: [field], message }));

/** The search: an exact reference, name, phone, or name with date of birth. Anything but a reference asks for a reason first (S-32). */
export const searchForm = z
	.object({
		reference: line(80),
		name: line(80),
		phone: line(40),
		...dateBoxes,
		why: z.enum(['', ...lookReasons], 'console.field.choose').default('')
	})
	.superRefine(
		checked((form, say) => {
			if (!form.reference && !form.name && !form.phone) say('reference', 'console.find.needed');
			if (bornOf(form) === null) say('born-day', 'console.field.date');
			if (bornOf(form) && !form.name) say('name', 'console.find.name_with_born');
			if (!form.reference && (form.name || form.phone) && !form.why) say('why', 'console.why.needed');
		})
	);
export type SearchForm = z.infer<typeof searchForm>;
export const bornIn = (form: SearchForm | NewCaseForm): Day | null => bornOf(form) || null;

const referenceFields = {
	'ref-1': line(80),
	'ref-2': line(80),
	'ref-3': line(80),
	'agency-1': optionalId,
	'agency-2': optionalId,
	'agency-3': optionalId
};
const contactFields = {
	phone: line(40),
	safe: pick(['unknown', 'safe', 'unsafe'], 'unknown'),
	may: pick(['unasked', 'yes', 'no_look_here', 'no_i_call'], 'unasked'),
	days: several(['1', '2', '3', '4', '5', '6', '7']),
	from: line(5),
	to: line(5),
	voicemail: box,
	sayWho: box,
	hardNews: pick(['call_first', 'read_here'], 'call_first'),
	agreed: line(60),
	ifOther: line(120)
};
const riskFields = { risk: box, riskReason: line(300), 'review-day': line(2), 'review-month': line(2), 'review-year': line(4) };
export const reviewOf = (form: { 'review-day': string; 'review-month': string; 'review-year': string }) =>
	dayFrom(form['review-day'], form['review-month'], form['review-year']);

const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const isHours = ({ days, from, to }: { days: string[]; from: string; to: string }) =>
	(days.length === 0 && !from && !to) || (days.length > 0 && time.test(from) && (time.test(to) || to === '24:00') && from !== to);

/** A person and a case by hand (P1). Nothing is needed but a name to use and the kind; `once` makes a form sent twice one case. */
export const newCaseForm = z
	.object({
		once: z.uuid('console.field.again'),
		/** Answer to "Is this the same person?": `new`, `unsure`, a person's id, or `join:` and the id of the case they also take part in. */
		same: line(60),
		/** Whom that question named, so that nobody is passed over who came to match since. */
		shown: line(1000),
		name: line(80).pipe(z.string().min(1, 'console.new.name.needed')),
		...dateBoxes,
		kind: z.enum(caseKinds, 'console.new.kind.needed'),
		reported: pick(['yes', 'no'], 'yes'),
		offence: pick(['yes', 'no', 'not_known'], 'not_known'),
		area: placeName,
		role: pick(roles, 'victim'),
		language: z.string().refine(isLang, 'console.field.choose').default('en'),
		...referenceFields,
		rhythm: z.union([z.literal(''), z.coerce.number().int().min(1).max(365)], 'console.rhythm.bad').default(''),
		enhanced: several(enhancedReasons),
		...riskFields,
		...contactFields
	})
	.superRefine(
		checked((form, say) => {
			if (bornOf(form) === null) say('born-day', 'console.field.date');
			for (const row of referenceRows) {
				if (form[`ref-${row}`] && !form[`agency-${row}`]) say(`agency-${row}`, 'console.reference.agency_needed');
				if (!form[`ref-${row}`] && form[`agency-${row}`]) say(`ref-${row}`, 'console.reference.needed');
			}
			if (form.risk && !form.riskReason) say('riskReason', 'console.new.risk.reason_needed');
			if (reviewOf(form) === null) say('review-day', 'console.field.date');
			if (form.phone && !isPhone(form.phone)) say('phone', 'console.field.phone');
			if (!isHours(form)) say('from', 'console.new.hours.bad');
		})
	);
export type NewCaseForm = z.infer<typeof newCaseForm>;

/** One more reference for a case. */
export const referenceForm = z.object({
	ref: line(80).pipe(z.string().min(1, 'console.reference.needed')),
	agency: z.uuid('console.reference.agency_needed')
});

/** Why the worker looks. */
export const whyForm = z.object({ why: z.enum(lookReasons, 'console.why.needed') });

/** Whom the person can ask, and in which role (T1, T2). */
export const contactForm = z.object({
	worker: z.uuid('console.contact.needed'),
	role: z.enum(['care', 'witness_care'], 'console.field.choose')
});

/** Every how many days; empty means that nothing is agreed. */
export const rhythmForm = z.object({
	// Sent empty, not left out: a form that lost its field on the way must not end what was agreed.
	rhythm: z.union([z.literal(''), z.coerce.number().int().min(1).max(365)], 'console.rhythm.bad')
});

/** Whose number. */
export const showForm = z.object({ person: z.uuid('console.field.choose') });

/** A form that is one button. */
export const pressForm = z.object({});

/** An invitation: for whom, in which language, the word chosen together (P5), and for a parent P17's three questions. */
export const inviteForm = z.object({
	person: z.uuid('console.field.choose'),
	language: z.string().refine(isLang, 'console.field.choose'),
	word: z
		.string('console.invite.word.needed')
		.trim()
		.min(4, 'console.invite.word.short')
		.max(40, 'console.field.long')
		.refine((word) => !/\d/.test(word), 'console.invite.word.digits'),
	parent: several(['not_suspect', 'not_with_suspect', 'wishes'])
});
