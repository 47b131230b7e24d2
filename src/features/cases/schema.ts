import { z } from 'zod';
import { requestIds, type RequestId } from './domain/clock-code.ts';
import { gaps } from './domain/sentences.ts';

/** What a person may ask us to find out: one of the gaps of the page, or which of two agencies is right (F5). */
export const askables = [...gaps, 'disagree'] as const;
export type Askable = (typeof askables)[number];

export const idSchema = z.uuid();
export const ofCaseSchema = z.object({ id: idSchema });
export const askAboutSchema = z.object({ id: idSchema, about: z.enum(askables, 'updates.error.form') });
export const answerSchema = z.object({
	id: idSchema,
	clock: z.string('updates.error.form').regex(/^[\w.-]{1,120}$/, 'updates.error.form'),
	answer: z.enum(['yes', 'no'], 'updates.error.form')
});
/** A right in an address is a number: its name would tell the browser's history which agency decided (S-09). */
export const placeOfRight = (id: RequestId): string => `${requestIds.indexOf(id) + 1}`;
/** Which right such a number means; anything else is none. */
export const rightAt = (place: string): RequestId | undefined => requestIds.find((id) => placeOfRight(id) === place);
export const rightSchema = z.object({ id: idSchema, what: z.string().transform(rightAt).pipe(z.enum(requestIds)) });
/** `thing`: the whole case, or the id of one event or reference of it. */
export const hideSchema = z.object({ id: idSchema, thing: z.union([z.literal('all'), idSchema]) });

/** What was done, as the next page says it. A code in the address, never words or ids. */
export const doneCodes = ['asked', 'call', 'about', 'yes', 'no', 'hidden', 'hidden_all', 'seen'] as const;
export type Done = (typeof doneCodes)[number];
/** Reads such a code from an address; anything else is nothing. */
export const doneOf = (text: string | null): Done | null => doneCodes.find((code) => code === text) ?? null;
