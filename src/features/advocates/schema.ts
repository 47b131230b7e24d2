import { z } from 'zod';
import { helperKinds, helpMonths, helpParts, partsHold, wishes } from './domain/grant.ts';

const box = (max: number) => z.string('advocates.field.text').trim().max(max, 'advocates.field.long');
/** An id of ours. */
export const idSchema = z.uuid();

/** Whom to let in: who, the name to use, exactly which parts (nothing is ticked beforehand), for how long, and the word chosen together (P5). */
const choice = z.object({
	kind: z.enum(helperKinds, 'advocates.field.choose'),
	name: box(60).min(1, 'advocates.name.needed'),
	parts: z.preprocess(
		(value) => [value ?? []].flat(),
		z.array(z.enum(helpParts, 'advocates.field.choose')).min(1, 'advocates.parts.needed').refine(partsHold, 'advocates.parts.read')
	),
	months: z.enum(helpMonths, 'advocates.field.choose'),
	word: box(40).min(3, 'advocates.word.short')
});
export const letInForm = choice.extend({ case: z.uuid('advocates.field.choose') });
export type LetInForm = z.infer<typeof letInForm>;
/** The same, written down by a worker for a person who says so by phone (P19). */
export const letInByPhoneForm = choice.extend({ person: z.uuid('advocates.field.choose') });
export type LetInByPhoneForm = z.infer<typeof letInByPhoneForm>;

/** A form that is one button about one grant. */
export const grantForm = z.object({ grant: z.uuid('advocates.field.choose') });
/** A form that is one button. */
export const pressForm = z.object({});

const ticked = z.preprocess((value) => [value ?? []].flat(), z.array(z.enum(['not_suspect', 'lives_apart'])));
/** What a worker recorded before somebody who waits is let in (P17, S-25). */
export const checkForm = z.object({
	grant: z.uuid('advocates.field.choose'),
	answer: z.enum(['yes', 'no'], 'advocates.field.choose'),
	checks: ticked,
	wishes: z.enum(wishes, 'advocates.field.choose').optional()
});
export type CheckForm = z.infer<typeof checkForm>;

/** What the page says after a form. */
export const doneOf = (text: string | null): 'ended' | 'added' | null => (text === 'ended' || text === 'added' ? text : null);
