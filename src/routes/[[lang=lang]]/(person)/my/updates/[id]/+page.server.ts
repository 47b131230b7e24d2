import { answerHeard } from '#features/cases/server/answer-heard.ts';
import { askAbout, askForCall, askForUpdate } from '#features/cases/server/ask-for-update.ts';
import { ownCase } from '#features/cases/server/own-case.ts';
import { readUpdate } from '#features/cases/server/read-update.ts';
import { answerSchema, askAboutSchema, doneOf, ofCaseSchema } from '#features/cases/schema.ts';
import { seenForm } from '#features/notices/schema.ts';
import { sayISawIt, unseenOn } from '#features/notices/server/own.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'case.read.own', audit: null }, async (ctx, { params, url }: RequestEvent) => {
	const update = await readUpdate(ctx, params.id);
	const shown = update.view.timeline.filter(({ hidden }) => hidden === 'shown');
	return { update, done: doneOf(url.searchParams.get('done')), unseen: await unseenOn(ctx, update.caseId, shown) };
});

export const actions = {
	ask: action({ may: 'update.ask.own', audit: 'task.made' }, ofCaseSchema, (ctx, { id }) => askForUpdate(ctx, id)),
	call: action({ may: 'update.ask.own', audit: 'task.made' }, ofCaseSchema, (ctx, { id }) => askForCall(ctx, id)),
	about: action({ may: 'update.ask.own', audit: 'task.made' }, askAboutSchema, (ctx, { id, about }) => askAbout(ctx, id, about)),
	seen: action({ may: 'notice.seen.own', audit: 'notice.seen' }, seenForm, async (ctx, { id, event }) => {
		await ownCase(ctx, id);
		return sayISawIt(ctx, id, event);
	}),
	// The answer is a row of its own; the log gets one where it makes a task.
	heard: action({ may: 'heard.answer.own', audit: null }, answerSchema, (ctx, { id, clock, answer }) => answerHeard(ctx, id, clock, answer))
};
