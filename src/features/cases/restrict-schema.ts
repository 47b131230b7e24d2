import { z } from 'zod';
import { restrictionReasons } from './domain/restriction.ts';

const ids = z.union([z.array(z.uuid()), z.uuid().transform((one) => [one])], 'restrict.names.choose').default([]);
const letters = (text: string) => [...text].filter((each) => /\p{L}/u.test(each)).length;
const leastLetters = 15;

/** Why a case is restricted, and to whom. Whoever restricts it is among them without being ticked. */
export const restrictForm = z.object({ why: z.enum(restrictionReasons, 'restrict.why.needed'), worker: ids });

/** One more worker who may open it. */
export const letInForm = z.object({ worker: z.uuid('restrict.names.choose') });

/** The one whose way in is closed. */
export const accessForm = z.object({ access: z.uuid('restrict.names.choose') });

/** The "I know someone" that is taken back. */
export const liftForm = z.object({ known: z.uuid('restrict.names.choose') });

/** A record behind the glass: by its exact reference, or as the one in which news about safety waits; and why, in words (S-32). */
export const glassForm = z
	.object({
		reference: z.string('console.field.text').trim().max(80, 'console.field.long').default(''),
		restriction: z.union([z.literal(''), z.uuid()], 'console.field.choose').default(''),
		reason: z.string('restrict.glass.reason.needed').trim().max(500, 'console.field.long')
	})
	.superRefine(({ reference, restriction, reason }, context) => {
		if (!reference && !restriction) context.addIssue({ code: 'custom', path: ['reference'], message: 'restrict.glass.reference.needed' });
		if (letters(reason) < leastLetters) context.addIssue({ code: 'custom', path: ['reason'], message: 'restrict.glass.reason.needed' });
	});
export type GlassForm = z.infer<typeof glassForm>;
