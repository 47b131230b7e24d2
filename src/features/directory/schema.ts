import { z } from 'zod';
import { isAudience, isCrime, isNeed, isWay } from './domain/codes.ts';
import { spokenChoices } from './domain/asked.ts';

// A search is never refused: what is no choice of ours is no choice.
const words = z.string().catch('');
const oneOf = <T extends string>(isOne: (value: string) => value is T) =>
	z
		.string()
		.transform((value) => (isOne(value) ? value : null))
		.catch(null);
const ticked = z
	.literal('yes')
	.transform(() => true)
	.catch(false);

/** Where the form stood: what goes along in the address. */
const along = { s: words, l: words };

export const searchForm = z.object({
	q: words,
	need: oneOf(isNeed),
	crime: oneOf(isCrime),
	for: oneOf(isAudience),
	place: words,
	language: oneOf((value): value is string => (spokenChoices as readonly string[]).includes(value)),
	way: oneOf(isWay),
	open: ticked,
	free: ticked,
	unreported: ticked,
	l: words
});
export type SearchForm = z.infer<typeof searchForm>;

/** Which of the places it may have been, or the nearest first. */
export const placeForm = z.object({ ...along, at: words, near: ticked });
export type PlaceForm = z.infer<typeof placeForm>;

export const listForm = z.object({ ...along, slug: words, back: z.enum(['results', 'service', 'list']).catch('results'), page: words });
export type ListForm = z.infer<typeof listForm>;

/** What may be wrong with an entry. No word is typed (P18). */
export const wrongKinds = ['wrong_number', 'no_answer', 'closed', 'not_for_me', 'other'] as const;
export const wrongForm = z.object({ ...along, slug: z.string(), kind: z.enum(wrongKinds, { error: 'support.wrong.missing' }) });
export type WrongForm = z.infer<typeof wrongForm>;
