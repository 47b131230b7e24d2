import { z } from 'zod';

export const idSchema = z.uuid();
/** Which event of her case she has seen. */
export const seenForm = z.object({ id: z.uuid(), event: z.uuid('updates.error.form') });
/** What happens with a notice that is stuck. */
export const settleForm = z.object({
	notice: z.uuid('notice.error.moved'),
	what: z.enum(['again', 'call'], 'notice.error.moved')
});
const day = z.iso.date('notice.letter.error.day');
/** What became of a letter that was printed; posted, on which day. */
export const letterForm = z.discriminatedUnion(
	'what',
	[z.object({ what: z.literal('posted'), day }), z.object({ what: z.literal('could_not'), day: z.string().optional() })],
	'notice.error.moved'
);
export type LetterForm = z.infer<typeof letterForm>;
const id = z.uuid('notice.error.moved');
/** Several letters that were posted on one day. */
export const postedForm = z.object({
	letter: z.union([z.array(id).min(1).max(200), id.transform((one) => [one])], 'notice.letter.error.which'),
	day
});
export type PostedForm = z.infer<typeof postedForm>;
