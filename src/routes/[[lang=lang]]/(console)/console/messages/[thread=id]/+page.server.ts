import { awayNow } from '#features/cases/server/away.ts';
import { knownPeople, workerNames } from '#features/cases/server/console-names.ts';
import { readCaseHelpers } from '#features/advocates/server/case-helpers.ts';
import { addDeskMember, endDeskMember, readDeskMembers } from '#features/messages/server/members-desk.ts';
import { helpersWhoRead } from '#features/messages/server/members.ts';
import { namesIn } from '#features/messages/server/words.ts';
import {
	addMemberForm,
	answerForm,
	askForm,
	dropMemberForm,
	handForm,
	noteForm,
	pressForm,
	stateForm,
	translationForm
} from '#features/messages/schema.ts';
import { claimThread, readThread, threadInHub, turnThread } from '#features/messages/server/desk.ts';
import { handThread, noteThread } from '#features/messages/server/notes.ts';
import { answerWith, beginWith, listTemplates } from '#features/messages/server/templates.ts';
import { addToMessage, askFor, endAsked, openAsked } from '#features/messages/server/translate.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'message.read', audit: 'message.viewed' }, async (ctx, { params, url }: PageServerLoadEvent) => {
	const thread = await readThread(ctx, params.thread);
	const known = (await knownPeople(ctx.db, [thread.personId])).get(thread.personId);
	const hers = known?.row.lang ?? 'en';
	const members = await readDeskMembers(ctx, params.thread);
	const helpers = thread.caseId ? (await readCaseHelpers(ctx, thread.caseId)).filter(({ personId }) => personId === thread.personId) : [];
	return {
		...{
			thread,
			name: known?.name ?? null,
			hers,
			workers: await workerNames(ctx.db),
			away: await awayNow(ctx),
			me: ctx.actor.id,
			once: crypto.randomUUID()
		},
		members: { ...members, readers: [...members.readers, ...helpersWhoRead(helpers)] },
		names: await namesIn(ctx, helpers),
		open: await openAsked(ctx, params.thread),
		templates: (await listTemplates(ctx)).filter(({ isRetired }) => !isRetired).map(({ id, name }) => ({ id, name })),
		begun: await beginWith(ctx, url.searchParams.get('template'), hers)
	};
});

const moves = { may: 'message.answer', audit: 'message.moved' } as const;
const joins = { may: 'message.answer', audit: 'message.joined' } as const;
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
	join: action(joins, addMemberForm, async (ctx, form, { params }: RequestEvent) => {
		const { personId } = await threadInHub(ctx, params.thread);
		return addDeskMember(ctx, params.thread, form, (await knownPeople(ctx.db, [personId])).get(personId)?.name ?? null);
	}),
	drop: action(joins, dropMemberForm, (ctx, form, { params }: RequestEvent) => endDeskMember(ctx, params.thread, form)),
	turn: action(moves, stateForm, (ctx, { to }, { params }: RequestEvent) => turnThread(ctx, params.thread, to))
};
