import { z } from 'zod';
import { groupings } from './domain/numbers.ts';
import { periods } from './domain/period.ts';

/** What the numbers are asked by: short codes, in the address and in the form that makes the file. Anything else is the first of each. */
export const numbersForm = z.object({
	period: z.enum(periods).catch('this_quarter'),
	by: z.enum([...groupings, 'unmet']).catch('agency')
});
export type NumbersForm = z.infer<typeof numbersForm>;
