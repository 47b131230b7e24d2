import { z } from 'zod';
import { dayNumber, type Day } from '#shared/london.ts';

const box = (max: number) => z.string('keeping.field.text').trim().max(max, 'keeping.field.long').default('');
const words = box(2000);

/** A day from three boxes; null when they are no real day. */
function dayFrom({ day, month, year }: Record<'day' | 'month' | 'year', string>): Day | null {
	const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	try {
		dayNumber(text);
		return text;
	} catch {
		return null;
	}
}

const reviewIn = (form: Record<`review-${'day' | 'month' | 'year'}`, string>): Day | null =>
	dayFrom({ day: form['review-day'], month: form['review-month'], year: form['review-year'] });

/** How long to keep a kind of record, in its own unit. */
export const ruleForm = z.object({
	count: z
		.string('keeping.change.number')
		.trim()
		.regex(/^\d{1,4}$/, 'keeping.change.number')
		.transform(Number)
});

/** A hold: why, on what, and when it is looked at again. */
export const holdForm = z
	.object({
		on: z.union([z.literal('case'), z.uuid()], 'keeping.field.choose'),
		reason: words.refine((text) => text !== '', 'keeping.hold.reason.needed'),
		'review-day': box(2),
		'review-month': box(2),
		'review-year': box(4)
	})
	.superRefine((form, context) => {
		if (reviewIn(form) === null) context.addIssue({ code: 'custom', path: ['review-day'], message: 'keeping.field.date' });
	})
	.transform((form) => ({ on: form.on, reason: form.reason, review: reviewIn(form) ?? '' }));

/** Ends a hold. */
export const endHoldForm = z.object({ hold: z.uuid('keeping.field.choose') });

/** One line of her own, if she likes. */
export const eraseForm = z.object({ line: box(300) });

export const keepReasons = ['law', 'claim', 'safety', 'other_person', 'duty'] as const;
const several = z.union([z.array(z.string()), z.string().transform((one) => [one])], 'keeping.field.choose').default([]);

/** What a supervisor decides about a request to delete. What stays needs a reason from the list, and words for the person. */
export const decideEraseForm = z
	.object({
		outcome: z.enum(['all', 'part', 'keep'], 'keeping.erase.outcome.needed'),
		what: several,
		reason: z.enum(['', ...keepReasons], 'keeping.field.choose').default(''),
		words
	})
	.superRefine(({ outcome, what, reason, words: said }, context) => {
		const say = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
		if (outcome === 'part' && what.length === 0) say('what', 'keeping.erase.what.needed');
		if (outcome !== 'all' && reason === '') say('reason', 'keeping.erase.reason.needed');
		if (outcome !== 'all' && said === '') say('words', 'keeping.erase.words.needed');
	});
export type DecideErase = z.infer<typeof decideEraseForm>;

/** What a supervisor decides about a wrong link, and why. */
export const decideBreachForm = z.object({
	decision: z.enum(['reported', 'not_reportable'], 'keeping.wrong.decision.needed'),
	note: words.refine((text) => text !== '', 'keeping.wrong.note.needed')
});
