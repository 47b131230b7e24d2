import { refuse, type Issue } from '#server/http/ctx.ts';
import type { Draft, Step } from '../domain/choices.ts';
import { wayKinds } from '../domain/preference.ts';
import { secretNames, stepForms, type StepForm } from '../schema.ts';
import { heldWays, type PersonCtx } from './own-choices.ts';

type Answered = { draft: Draft } | { refused: readonly Issue[] };
type Question = Exclude<Step, 'check'>;

/** Puts one page's answers to the others (journey 3); a question that was skipped leaves what was. Refuses at the field, and keeps nothing wrong. */
export async function answerStep(ctx: PersonCtx, step: Question, draft: Draft, sent: Record<string, unknown>): Promise<Answered> {
	const parsed = stepForms[step].safeParse(sent);
	if (!parsed.success)
		return { refused: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'form', key: message })) };
	if (step === 'ways') return withWays(ctx, draft, parsed.data as StepForm<'ways'>);
	return { draft: { ...draft, ...answers[step](parsed.data as never, draft) } };
}

/** A way that is ticked needs a number or an address, unless we hold one. */
async function withWays(ctx: PersonCtx, draft: Draft, form: StepForm<'ways'>): Promise<Answered> {
	const held = await heldWays(ctx, []);
	const missing = form.ways.find((kind) => !form[kind] && !held.some((way) => way.kind === kind && way.value !== null));
	if (missing) return refuse(missing, `contact.ways.needed.${missing}`);
	const ways = wayKinds
		.filter((kind) => form.ways.includes(kind))
		.map((kind) => ({ kind, value: form[kind], seen: draft.ways?.find((way) => way.kind === kind)?.seen }));
	return { draft: { ...draft, ways } };
}

type Answer<S extends Question> = (form: StepForm<S>, draft: Draft) => Partial<Draft>;
const answers: { [S in Exclude<Question, 'ways'>]: Answer<S> } = {
	may: ({ may }) => ({ may }),
	see: (form, { ways }) => ({ ways: ways?.map((way) => ({ ...way, seen: form[`see-${way.kind}`] || undefined })) ?? [] }),
	when: ({ when, days, start, end }) => ({
		...(when && { when }),
		...(when === 'own' && { window: { days: days.map(Number), from: start, to: end } })
	}),
	answer: ({ voicemail, message, sayWho }, { words }) => ({
		...(voicemail && { voicemail }),
		...(sayWho && { sayWho: sayWho === 'yes' }),
		...(voicemail === 'words' && message && { words: { ...words, message } })
	}),
	more: (form, { words }) => {
		const typed = secretNames.flatMap((name) => (form[name] ? [[name, form[name]]] : []));
		const forgotten = form.forget.map((name) => [name, '']);
		return {
			words: { ...(words?.message && { message: words.message }), ...Object.fromEntries(forgotten), ...Object.fromEntries(typed) },
			...(form.hardNews && { hardNews: form.hardNews }),
			...(form.withheld && { withheld: form.withheld })
		};
	}
};
