import { z } from 'zod';
import { groupings } from './domain/numbers.ts';
import { periods } from './domain/period.ts';

/** What the numbers are asked by: short codes, in the address. Anything else is the first of each. */
export const numbersForm = z.object({
	period: z.enum(periods).catch('this_quarter'),
	by: z.enum([...groupings, 'unmet']).catch('agency')
});
/** The same, for the file: its form says both, and one that does not is refused. */
export const numbersFileForm = z.object({
	period: z.enum(periods, 'ask.error.choose'),
	by: z.enum([...groupings, 'unmet'], 'ask.error.choose')
});
export type NumbersForm = z.infer<typeof numbersForm>;
