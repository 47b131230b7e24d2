import { z } from 'zod';
import { langs } from '#shared/lang.ts';
import { isEmail, isPhone } from './domain/typed.ts';
import { adjustmentCodes } from './domain/adjustments.ts';
import { mayAnswers, seers, whens, withholds, type Step } from './domain/choices.ts';
import { wayKinds } from './domain/preference.ts';

const line = (max: number) => z.string('contact.error.text').trim().max(max, 'contact.error.long').default('');
/** A choice that may be skipped (S-33). */
const maybe = <const T extends readonly [string, ...string[]]>(values: T) =>
	z.union([z.literal(''), z.enum(values)], 'contact.error.choose').default('');
const several = <const T extends readonly [string, ...string[]]>(values: T) =>
	z.union([z.array(z.enum(values)), z.enum(values).transform((one) => [one])], 'contact.error.choose').default([]);
const box = z.literal('yes', 'contact.error.choose').optional();

const time = /^([01]\d|2[0-3]):[0-5]\d$/;

type Check<Form> = (form: Form, say: (field: string, key: string) => void) => void;
const checked =
	<Form>(check: Check<Form>) =>
	(form: Form, context: z.RefinementCtx) =>
		check(form, (field, message) => context.addIssue({ code: 'custom', path: [field], message }));

const mayForm = z.object({ may: z.enum(mayAnswers, 'contact.may.needed') });
const waysForm = z.object({ ways: several(wayKinds), phone: line(40), text: line(40), email: line(120), post: line(200) }).superRefine(
	checked((form, say) => {
		for (const kind of ['phone', 'text'] as const)
			if (form.ways.includes(kind) && form[kind] && !isPhone(form[kind])) say(kind, 'contact.ways.number');
		if (form.ways.includes('email') && form.email && !isEmail(form.email)) say('email', 'contact.ways.email');
	})
);
const seeForm = z.object({ 'see-phone': maybe(seers), 'see-text': maybe(seers), 'see-email': maybe(seers), 'see-post': maybe(seers) });
const whenForm = z
	.object({ when: maybe(whens), days: several(['1', '2', '3', '4', '5', '6', '7']), start: line(5), end: line(5) })
	.superRefine(
		checked(({ when, days, start, end }, say) => {
			if (when !== 'own') return;
			if (!days.length) say('days', 'contact.when.days');
			if (!time.test(start)) say('start', 'contact.when.time');
			if (!(time.test(end) || end === '24:00') || start === end) say('end', 'contact.when.time');
		})
	);
const answerForm = z.object({
	voicemail: maybe(['none', 'words']),
	message: line(120),
	sayWho: maybe(['no', 'yes']),
	/** Set by the button "More choices". */
	more: box
});
/** The secret words a person may type, each with its longest length. */
export const secretFields = { codeWord: 60, sayIfOther: 100, notTold: 100, trusted: 100, trustedMay: 100, otherAddress: 160 } as const;
export type SecretField = keyof typeof secretFields;
export const secretNames = Object.keys(secretFields) as [SecretField, ...SecretField[]];
const moreForm = z.object({
	codeWord: line(60),
	sayIfOther: line(100),
	notTold: line(100),
	trusted: line(100),
	trustedMay: line(100),
	otherAddress: line(160),
	/** Those given before that are to be taken back. */
	forget: several(secretNames),
	hardNews: maybe(['call_first', 'read_here']),
	withheld: maybe(withholds)
});
/** The questions of journey 3, one form a page. */
export const stepForms = { may: mayForm, ways: waysForm, see: seeForm, when: whenForm, answer: answerForm, more: moreForm } as const;
export type StepForm<S extends Exclude<Step, 'check'>> = z.infer<(typeof stepForms)[S]>;
/** Whatever a page of these sends: read again by the step's own form. */
export const anyStepForm = z.looseObject({});

/** A form that is one button. */
export const pressForm = z.object({});

/** What makes it easier: nothing is needed. */
export const easierForm = z.object({
	easier: several(adjustmentCodes),
	spoken: z
		.string('contact.error.choose')
		.regex(/^[a-z]{0,3}$/, 'contact.error.choose')
		.default(''),
	words: line(200)
});
export type EasierForm = z.infer<typeof easierForm>;

/** The language in which she is written to. */
export const languageForm = z.object({ language: z.enum(langs, 'contact.error.choose') });
export type LanguageForm = z.infer<typeof languageForm>;

/** What a worker heard about one way (P6, P9): nobody opens one that was said not to be safe. */
export const wayDeeds = ['checked', 'safe', 'unsafe', 'resume', 'end'] as const;
export const wayForm = z.object({ way: z.uuid('contact.error.choose'), deed: z.enum(wayDeeds, 'contact.error.choose') });

/** A way that a person gave to a worker. */
export const newWayForm = z
	.object({
		kind: z.enum(wayKinds, 'contact.reach.kind'),
		value: line(200).pipe(z.string().min(1, 'contact.reach.value')),
		safe: z.enum(['safe', 'unsafe', 'unknown'], 'contact.reach.safe'),
		/** The code word was heard over it. */
		heard: box
	})
	.superRefine(
		checked(({ kind, value }, say) => {
			if ((kind === 'phone' || kind === 'text') && !isPhone(value)) say('value', 'contact.ways.number');
			if (kind === 'email' && !isEmail(value)) say('value', 'contact.ways.email');
		})
	);
export type NewWayForm = z.infer<typeof newWayForm>;

/** What a person said to a worker about being reached, besides the ways themselves (P19). */
export const spokenForm = z.intersection(z.intersection(mayForm, whenForm), z.intersection(answerForm, moreForm));
export type SpokenForm = z.infer<typeof spokenForm>;

/** Why somebody has to be called outside their hours: another worker reads it before saying yes (P2). `seen`: that the rule was read. */
export const askSecondForm = z.object({
	why: line(300).pipe(z.string().min(1, 'contact.second.why.needed')),
	seen: z.literal('yes', 'contact.error.choose')
});
/** The other worker's answer. */
export const secondYesForm = z.object({ ask: z.uuid('contact.error.choose'), said: z.enum(['yes', 'no'], 'contact.error.choose') });
export type SecondYesForm = z.infer<typeof secondYesForm>;
