import { z } from 'zod';
import { cleanText, longest, turnsDirection } from './domain/text.ts';
import { endWhys, whys } from './domain/readers.ts';
import { boxes, topics } from './domain/thread.ts';

/** Longer than any message: what is longer still is not even cleaned. */
const farTooLong = 20_000;
/** Written words: whatever language and script, without the characters that turn a text round; only spaces is nothing. */
const text = z
	.string('messages.error.text')
	.max(farTooLong, 'messages.error.long')
	.refine((typed) => !turnsDirection(typed), 'messages.error.direction')
	.transform(cleanText)
	.pipe(z.string().min(1, 'messages.error.text').max(longest, 'messages.error.long'));
/** The form's own number: what is sent twice is one. */
const once = z.uuid('messages.error.form');

export const idSchema = z.uuid();
export const newForm = z.object({ once, topic: z.enum(topics, 'messages.error.topic'), text });
export type NewForm = z.infer<typeof newForm>;
export const writeForm = z.object({ once, text });
export type WriteForm = z.infer<typeof writeForm>;
/** By phone: what the person said, written down by a worker. */
export const answerForm = z.object({ once, text, as: z.enum(['answer', 'phone'], 'messages.error.form') });
export type AnswerForm = z.infer<typeof answerForm>;
export const stateForm = z.object({ to: z.enum(['open', 'closed'], 'messages.error.form') });
export const pressForm = z.object({});
export const noteForm = z.object({ once, note: text });
export type NoteForm = z.infer<typeof noteForm>;
/** To whom, and what they should know. */
export const handForm = z.object({ once, worker: z.uuid('messages.error.worker'), note: text });
export type HandForm = z.infer<typeof handForm>;
/** Which list of the inbox; anything else is the whole. */
export const boxOf = (value: string | null) => z.enum(boxes).catch('all').parse(value);

const member = z.uuid('messages.error.form');
const agency = z.uuid('messages.members.error.agency');
/** Only what she ticks: read what was written before too. */
const before = z
	.enum(['yes'])
	.optional()
	.transform((ticked) => ticked === 'yes');
export const letMemberForm = z.object({ agency, before });
export type LetMemberForm = z.infer<typeof letMemberForm>;
export const answerMemberForm = z.object({ member, answer: z.enum(['yes', 'no'], 'messages.members.error.answer'), before });
export type AnswerMemberForm = z.infer<typeof answerMemberForm>;
export const endMemberForm = z.object({ member });
export type EndMemberForm = z.infer<typeof endMemberForm>;
/** A worker asks for an agency, or writes down a yes by phone; and why. */
export const addMemberForm = z.object({
	agency,
	why: z.enum(whys, 'messages.members.error.why'),
	how: z.enum(['ask', 'phone'], 'messages.members.error.how')
});
export type AddMemberForm = z.infer<typeof addMemberForm>;
export const dropMemberForm = z.object({ member, endWhy: z.enum(endWhys, 'messages.members.error.why') });
export type DropMemberForm = z.infer<typeof dropMemberForm>;
