import { answerHeard } from '#features/cases/server/answer-heard.ts';
import { askAbout, askForCall, askForUpdate } from '#features/cases/server/ask-for-update.ts';
import { readUpdate } from '#features/cases/server/read-update.ts';
import { answerSchema, askAboutSchema, doneOf, ofCaseSchema } from '#features/cases/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'case.read.own', audit: null }, async (ctx, { params, url }: RequestEvent) => ({
	update: await readUpdate(ctx, params.id),
	done: doneOf(url.searchParams.get('done'))
}));

export const actions = {
	ask: action({ may: 'update.ask.own', audit: 'task.made' }, ofCaseSchema, (ctx, { id }) => askForUpdate(ctx, id)),
	call: action({ may: 'update.ask.own', audit: 'task.made' }, ofCaseSchema, (ctx, { id }) => askForCall(ctx, id)),
	about: action({ may: 'update.ask.own', audit: 'task.made' }, askAboutSchema, (ctx, { id, about }) => askAbout(ctx, id, about)),
	// The answer is a row of its own; the log gets one where it makes a task.
	heard: action({ may: 'heard.answer.own', audit: null }, answerSchema, (ctx, { id, clock, answer }) => answerHeard(ctx, id, clock, answer))
};
