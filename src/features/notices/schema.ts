import { z } from 'zod';

export const idSchema = z.uuid();
/** Which event of her case she has seen. */
export const seenForm = z.object({ id: z.uuid(), event: z.uuid('updates.error.form') });
/** What happens with a notice that is stuck. */
export const settleForm = z.object({
	notice: z.uuid('notice.error.moved'),
	what: z.enum(['again', 'call'], 'notice.error.moved')
});
/** What became of a letter that was printed. */
export const letterForm = z.object({ what: z.enum(['posted', 'could_not'], 'notice.error.moved') });
