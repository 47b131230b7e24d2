import { knownPeople, workerNames } from '#features/cases/server/console-names.ts';
import { answerForm, askForm, handForm, noteForm, pressForm, stateForm, translationForm } from '#features/messages/schema.ts';
import { claimThread, readThread, turnThread } from '#features/messages/server/desk.ts';
import { handThread, noteThread } from '#features/messages/server/notes.ts';
import { answerWith, beginWith, listTemplates } from '#features/messages/server/templates.ts';
import { addToMessage, askFor, endAsked, openAsked } from '#features/messages/server/translate.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'message.read', audit: 'message.viewed' }, async (ctx, { params, url }: PageServerLoadEvent) => {
	const thread = await readThread(ctx, params.thread);
	const known = (await knownPeople(ctx.db, [thread.personId])).get(thread.personId);
	const hers = known?.row.lang ?? 'en';
	return {
		...{ thread, name: known?.name ?? null, hers, workers: await workerNames(ctx.db), me: ctx.actor.id, once: crypto.randomUUID() },
		open: await openAsked(ctx, params.thread),
		templates: (await listTemplates(ctx)).filter(({ isRetired }) => !isRetired).map(({ id, name }) => ({ id, name })),
		begun: await beginWith(ctx, url.searchParams.get('template'), hers)
	};
});

const moves = { may: 'message.answer', audit: 'message.moved' } as const;
export const actions = {
	claim: action(moves, pressForm, (ctx, _form, { params }: RequestEvent) => claimThread(ctx, params.thread, false)),
	take: action(moves, pressForm, (ctx, _form, { params }: RequestEvent) => claimThread(ctx, params.thread, true)),
	answer: action({ may: 'message.answer', audit: 'message.answered' }, answerForm, (ctx, form, { params }: RequestEvent) =>
		answerWith(ctx, params.thread, form)
	),
	ask: action(moves, askForm, (ctx, { what }, { params }: RequestEvent) => askFor(ctx, params.thread, what)),
	end: action(moves, askForm, (ctx, { what }, { params }: RequestEvent) => endAsked(ctx, params.thread, what)),
	translate: action({ may: 'message.answer', audit: 'message.translated' }, translationForm, (ctx, form, { params }: RequestEvent) =>
		addToMessage(ctx, params.thread, form)
	),
	note: action(moves, noteForm, (ctx, form, { params }: RequestEvent) => noteThread(ctx, params.thread, form)),
	hand: action(moves, handForm, async (ctx, form, { params }: RequestEvent) =>
		handThread(
			ctx,
			params.thread,
			form,
			(await workerNames(ctx.db)).map(({ id }) => id)
		)
	),
	turn: action(moves, stateForm, (ctx, { to }, { params }: RequestEvent) => turnThread(ctx, params.thread, to))
};
