import { z } from 'zod';
import { dayNumber, type Day } from '#shared/london.ts';

const line = (max: number) => z.string('looks.error.text').trim().max(max, 'looks.error.long').default('');
/** A row's name in an address: whether it is one of hers is asked of the database. */
const rowText = z.string('looks.error.form').max(40, 'looks.error.form');

/** "Ask about this": what she writes is optional (P8). */
export const askForm = z.object({ row: rowText, note: line(500) });

/** "Something here is wrong": what it is may be left out. */
export const wrongForm = z.object({ note: line(500) });

/** A form that is one button. */
export const pressForm = z.object({});

/** The file as a page to read and print, or as JSON for another program. */
export const fileKinds = ['page', 'data'] as const;

export const fileForm = z.object({ kind: z.enum(fileKinds, 'held.file.choose').default('page') });

/** Keeping an entry back: why showing it would add danger, and when that is looked at again. */
export const withholdForm = z
	.object({
		person: z.uuid('looks.error.form'),
		row: rowText,
		reason: line(500).pipe(z.string().min(1, 'looks.withhold.reason.needed')),
		'review-day': line(2),
		'review-month': line(2),
		'review-year': line(4)
	})
	.superRefine((form, context) => {
		if (reviewDay(form) === null) context.addIssue({ code: 'custom', path: ['review-day'], message: 'looks.withhold.review.needed' });
	});
export type WithholdForm = z.infer<typeof withholdForm>;
export const showAgainForm = z.object({ person: z.uuid('looks.error.form'), row: rowText });

/** The day from its three boxes; null when they are no real day. */
export function reviewDay(form: { 'review-day': string; 'review-month': string; 'review-year': string }): Day | null {
	const text = `${form['review-year'].padStart(4, '0')}-${form['review-month'].padStart(2, '0')}-${form['review-day'].padStart(2, '0')}`;
	try {
		dayNumber(text);
		return text;
	} catch {
		return null;
	}
}
