import { nextStep, steps, type Draft, type Step } from '#features/contact/domain/choices.ts';
import { anyStepForm } from '#features/contact/schema.ts';
import { answerStep } from '#features/contact/server/answer-step.ts';
import { freshDraft, openDraft, sealDraft } from '#features/contact/server/draft.ts';
import { readOwnChoices, type PersonCtx } from '#features/contact/server/own-choices.ts';
import { saveChoices } from '#features/contact/server/save-choices.ts';
import { dropToken, readToken, writeToken } from '#server/http/cookies.ts';
import { refuse } from '#server/http/ctx.ts';
import { action, page } from '#server/http/guard.ts';
import { NotYours } from '#shared/faults.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

/** A browser keeps no more than 4 kB in a cookie: what is longer would be lost without a word. */
const longest = 3800;

function stepIn({ params }: Pick<RequestEvent, 'params'>): Step {
	const step = steps.find((each) => each === params.step);
	if (!step) throw new NotYours();
	return step;
}

const draftIn = async (ctx: PersonCtx, event: Pick<RequestEvent, 'cookies' | 'url'>): Promise<Draft> =>
	(await openDraft(ctx, readToken(event.cookies, event.url, 'd'))) ?? freshDraft(ctx);

export const load = page({ may: 'contact.read.own', audit: null }, async (ctx, event: PageServerLoadEvent) => ({
	step: stepIn(event),
	draft: await draftIn(ctx, event),
	choices: await readOwnChoices(ctx)
}));

export const actions = {
	default: action({ may: 'contact.change.own', audit: null }, anyStepForm, async (ctx, sent, event: RequestEvent) => {
		const step = stepIn(event);
		const draft = await draftIn(ctx, event);
		if (step === 'check') {
			const outcome = await saveChoices(ctx, draft);
			if ('go' in outcome) dropToken(event.cookies, event.url, 'd');
			return outcome;
		}
		const answered = await answerStep(ctx, step, draft, sent);
		if ('refused' in answered) return answered;
		const sealed = await sealDraft(ctx, answered.draft);
		if (sealed.length > longest) return refuse('form', 'contact.error.tooMuch');
		writeToken(event.cookies, event.url, 'd', sealed);
		return { go: `/my/contact/change/${sent.more === 'yes' ? 'more' : nextStep(step, answered.draft)}` };
	})
};
