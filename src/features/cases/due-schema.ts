import { z } from 'zod';
import { filterCode, filterFrom } from './domain/due-filter.ts';

const code = z
	.string('due.list.error')
	.max(60, 'due.list.error')
	.refine((given) => filterCode(filterFrom(given)) === given, 'due.list.error');

/** A list to keep, by its code. */
export const keepForm = z.object({ code });
/** A list to let go. */
export const dropForm = z.object({ list: z.uuid('due.list.error') });

/** A row of the due list: a task, or a piece of news and whom it concerns. */
const row = z.string().regex(/^[0-9a-f-]{36}(\.[0-9a-f-]{36})?$/, 'due.give.error.tick');
/** Rows ticked on the due list, and who shall have them: a worker, or the whole team again. `code` says which list to go back to. */
export const giveForm = z.object({
	row: z.union([z.array(row).max(200, 'due.give.error.many'), row.transform((one) => [one])], 'due.give.error.tick'),
	to: z.union([z.uuid('due.give.error.to'), z.literal('team')], 'due.give.error.to'),
	code
});
export type GiveForm = z.infer<typeof giveForm>;
