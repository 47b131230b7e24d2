import { z } from 'zod';
import { isEmail, isPhone } from '#features/contact/domain/typed.ts';
import { areaOf } from '#features/directory/domain/places.ts';
import { ages, answerWays, easierHere, safes, whens, whos, wishes, type Step } from './domain/asked.ts';

const line = (max: number) => z.string('ask.error.text').trim().max(max, 'ask.error.long').default('');
/** A choice that may be skipped (S-33). */
const maybe = <const T extends readonly [string, ...string[]]>(values: T) =>
	z.union([z.literal(''), z.enum(values)], 'ask.error.choose').default('');
const several = <const T extends readonly [string, ...string[]]>(values: T) =>
	z.union([z.array(z.enum(values)), z.enum(values).transform((one) => [one])], 'ask.error.choose').default([]);

/** How we answer, wherever it is asked: with everything else, and when they come back to change it. A number only where nobody else can see or hear it (P15). */
export const answerForm = z
	.object({
		way: z.enum(answerWays, 'ask.answer.needed'),
		value: line(120),
		name: line(60),
		when: maybe(whens),
		seen: maybe(['me', 'someone', 'unknown'])
	})
	.superRefine(({ way, value, seen }, context) => {
		const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
		if (way === 'code') return;
		if (way === 'email' ? !isEmail(value) : !isPhone(value)) say('value', way === 'email' ? 'ask.answer.email' : 'ask.answer.number');
		if (seen !== 'me') say('seen', 'ask.answer.seen.notSafe');
	});
export type AnswerForm = z.infer<typeof answerForm>;

const area = z
	.string('ask.error.choose')
	.refine((code) => code === '' || areaOf(code) !== undefined, 'ask.error.choose')
	.default('');

const spokenCode = z
	.string('ask.error.choose')
	.regex(/^[a-z]{0,3}$/, 'ask.error.choose')
	.default('');

/** The questions of journey 4, one form a page. */
export const stepForms = {
	safe: z.object({ safe: maybe(safes) }),
	who: z.object({ who: maybe(whos), age: maybe(ages) }).superRefine(({ who, age }, context) => {
		if (who !== 'other' && age === '') context.addIssue({ code: 'custom', path: ['age'], message: 'ask.who.age.needed' });
	}),
	what: z.object({ wishes: several(wishes) }),
	area: z.object({ area }),
	answer: answerForm,
	easier: z.object({
		easier: several(easierHere),
		spoken: spokenCode,
		easierWords: line(200)
	}),
	service: z.object({ talk: maybe(['not_yet', 'yes']), service: line(120) })
} as const;
export type StepForm<S extends Exclude<Step, 'check'>> = z.infer<(typeof stepForms)[S]>;

/** Whatever a page of these sends: read again by the step's own form. `keep`: they stop here and come back with four words. */
export const anyStepForm = z.looseObject({ keep: z.literal('yes', 'ask.error.choose').optional() });

/** A partner asks for somebody who said yes to them: everything on one page. Without that yes nothing is sent. */
export const agencyAskForm = z.intersection(
	z.object({
		once: z.uuid('ask.error.choose'),
		yes: z.literal('yes', 'ask.agency.yes.needed'),
		who: maybe(whos),
		age: z.enum(['adult', 'teen'], 'ask.who.age.needed'),
		wishes: several(wishes),
		area,
		...{ easier: several(easierHere), spoken: spokenCode, easierWords: line(200) }
	}),
	// Nobody comes back with four words to what a partner sent: without a way to reach them nobody could be answered.
	answerForm.refine(({ way }) => way !== 'code', { path: ['way'], message: 'ask.answer.needed' })
);
export type AgencyAskForm = z.infer<typeof agencyAskForm>;

export const pressForm = z.object({});
/** The four words, however they are typed. */
export const backForm = z.object({ code: z.string('ask.back.needed').trim().min(1, 'ask.back.needed').max(120, 'ask.back.wrong') });
export const moreForm = z.object({ more: z.string('ask.more.needed').trim().min(1, 'ask.more.needed').max(1000, 'ask.error.long') });

export const idSchema = z.uuid();
/** The hub's answer, to be read with the four words. `seen`: how it stood when the page was opened, so that of two who answer one does. */
export const replyForm = z.object({
	seen: z.enum(['waiting', 'answered'], 'ask.error.choose'),
	reply: z.string('ask.reply.needed').trim().min(1, 'ask.reply.needed').max(2000, 'ask.error.long')
});
export type ReplyForm = z.infer<typeof replyForm>;
export const tryOutcomes = ['told', 'no_answer', 'someone_else', 'not_safe', 'another_time', 'wrong_number'] as const;
export const tryForm = z.object({ outcome: z.enum(tryOutcomes, 'ask.error.choose') });
export const notTakenReasons = ['other_area', 'other_help', 'not_reached', 'did_not_want'] as const;
export const endForm = z.object({ reason: z.enum(notTakenReasons, 'ask.error.choose'), reply: line(2000) });
