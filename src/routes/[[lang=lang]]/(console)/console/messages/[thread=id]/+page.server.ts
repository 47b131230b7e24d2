import { knownPeople, workerNames } from '#features/cases/server/console-names.ts';
import { answerForm, handForm, noteForm, pressForm, stateForm } from '#features/messages/schema.ts';
import { answerThread, claimThread, readThread, turnThread } from '#features/messages/server/desk.ts';
import { handThread, noteThread } from '#features/messages/server/notes.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'message.read', audit: 'message.viewed' }, async (ctx, { params }: PageServerLoadEvent) => {
	const thread = await readThread(ctx, params.thread);
	const name = (await knownPeople(ctx.db, [thread.personId])).get(thread.personId)?.name ?? null;
	return { thread, name, workers: await workerNames(ctx.db), me: ctx.actor.id, once: crypto.randomUUID() };
});

const moves = { may: 'message.answer', audit: 'message.moved' } as const;
export const actions = {
	claim: action(moves, pressForm, (ctx, _form, { params }: RequestEvent) => claimThread(ctx, params.thread, false)),
	take: action(moves, pressForm, (ctx, _form, { params }: RequestEvent) => claimThread(ctx, params.thread, true)),
	answer: action({ may: 'message.answer', audit: 'message.answered' }, answerForm, (ctx, form, { params }: RequestEvent) =>
		answerThread(ctx, params.thread, form)
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
