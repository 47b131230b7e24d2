import { z } from 'zod';

export const idSchema = z.uuid();
/** What happens with a notice that is stuck. */
export const settleForm = z.object({
	notice: z.uuid('notice.error.moved'),
	what: z.enum(['again', 'call'], 'notice.error.moved')
});
