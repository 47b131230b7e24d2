import { z } from 'zod';
import { inEach, langs } from '#shared/lang.ts';
import { cleanText, longest, turnsDirection } from './domain/text.ts';
import { gapsIn } from './domain/template.ts';
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
/** What a template left to fill is filled before it is sent. */
const ready = text.refine((typed) => gapsIn(typed).length === 0, 'messages.error.gap');
const maybe = <Out>(schema: z.ZodType<Out, string>) =>
	z
		.literal('')
		.transform(() => undefined)
		.or(schema)
		.optional();
/** A file that came with the form: there is no place for it (P8). */
const file = z.undefined('messages.error.file').optional();
/** The form's own number: what is sent twice is one. */
const once = z.uuid('messages.error.form');

export const idSchema = z.uuid();
/** `about`: the line of her page it was begun from, as its address has it. */
export const newForm = z.object({ once, topic: z.enum(topics, 'messages.error.topic'), text, about: z.string().max(80).optional(), file });
export type NewForm = z.infer<typeof newForm>;
/** A form of another room that may carry a message, such as a call written down: where it does (`has`), the message is read by this room's own rules, with its errors at its fields. */
export const withMessage = <Form extends { once: string; topic?: string | undefined; text: string }>(
	form: z.ZodType<Form>,
	has: (form: Form) => boolean
) =>
	form.transform((given, ctx): Form & { message: NewForm | null } => {
		if (!has(given)) return { ...given, message: null };
		const { once: number, topic, text: typed } = given;
		const said = newForm.safeParse({ once: number, topic, text: typed });
		if (said.success) return { ...given, message: said.data };
		for (const { path, message } of said.error.issues) ctx.addIssue({ code: 'custom', path, message });
		return z.NEVER;
	});
export const writeForm = z.object({ once, text, file });
export type WriteForm = z.infer<typeof writeForm>;
const lang = z.enum(langs, 'messages.error.lang');
/** By phone: what the person said, written down by a worker. `english`: the same in English, beside it. `template`: what it began with. */
export const answerForm = z.object({
	once,
	text: ready,
	as: z.enum(['answer', 'phone'], 'messages.error.form'),
	lang: lang.optional(),
	english: maybe(ready),
	template: maybe(z.uuid('messages.error.form')),
	file
});
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

/** One message in another language, by whom. */
export const translationForm = z.object({
	once,
	message: z.uuid('messages.error.form'),
	lang,
	origin: z.enum(['interpreter', 'worker'], 'messages.error.origin'),
	translated: text
});
export type TranslationForm = z.infer<typeof translationForm>;
export const askForm = z.object({ what: z.enum(['interpreter', 'translation'], 'messages.error.form') });

const oneOrMore = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
/** A text to answer with: English, and other languages where there are; `base` is the version it changes, 0 for a new one. */
export const templateForm = z.object({
	once,
	base: z.coerce.number('messages.error.form').int().min(0).max(10_000),
	name: z.string('messages.error.name').trim().min(1, 'messages.error.name').max(80, 'messages.error.name'),
	topic: z.enum([...topics, 'any'], 'messages.error.topic'),
	...inEach(() => maybe(text)),
	en: text,
	checked: z.preprocess(oneOrMore, z.array(lang))
});
export type TemplateForm = z.infer<typeof templateForm>;

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
