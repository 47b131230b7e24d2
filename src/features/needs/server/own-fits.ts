import { newId } from '#server/db/keyring.ts';
import { adjustmentsOf } from '#server/db/queries/contact.ts';
import { ownNeedAnswers } from '#server/db/queries/needs.ts';
import { holdAsking, ownPerson } from '#server/db/queries/own.ts';
import { addTask, hasOpenTask } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { londonDay } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import { speaksWith } from '#features/contact/domain/adjustments.ts';
import { answerFrom, wantedNeeds } from '../domain/answer.ts';
import { servicesThatFit, type Fitting } from './fits.ts';
import { newestCase, type PersonCtx } from './own-needs.ts';

const withinDays = 2;

/** What fits what she said last, in the place that is written down for her. `isAsked`: the hub has been asked to go on with it. */
export type OwnFits = { isAnswered: boolean; services: Fitting[]; isAsked: boolean };

/** Reads what fits: a query for her answer, one for what makes it easier, one for each need. Language: the one she speaks best, where it is not English. */
export async function readOwnFits(ctx: PersonCtx): Promise<OwnFits> {
	const [newest] = await ownNeedAnswers(ctx.db, ctx.actor.id);
	const person = await ownPerson(ctx.db, ctx.actor.id);
	const [easier] = await adjustmentsOf(ctx.db, [ctx.actor.id]);
	const needs = newest ? wantedNeeds(answerFrom(newest)) : [];
	const wish = { needs, lang: speaksWith(easier, person?.lang), access: [] };
	return {
		isAnswered: newest !== undefined,
		services: needs.length ? await servicesThatFit(ctx, wish, person?.area ?? null) : [],
		isAsked: await hasOpenTask(ctx.db, 'choose_for_me', { personId: ctx.actor.id })
	};
}

/**
 * Asks the hub to go on: with the services she ticked, or to choose for her (S4: she may tick none). One task, which names what she ticked and nothing else; no service hears of it
 * before she has agreed to what is sent.
 */
export async function askForServices(ctx: PersonCtx, slugs: readonly string[]): Promise<Outcome> {
	const { db, actor, now } = ctx;
	await holdAsking(db, actor.id, 'choose_for_me');
	if (await hasOpenTask(db, 'choose_for_me', { personId: actor.id })) return { go: '/my/help?done=services' };
	const offered = (await readOwnFits(ctx)).services.filter(({ slug }) => slugs.includes(slug));
	const id = newId(now);
	const caseId = await newestCase(ctx);
	const owner = caseId ? { caseId } : { personId: actor.id };
	const names = offered.map(({ name }) => name).join('\n');
	await addTask(db, {
		...{
			id,
			hubId: db.hub,
			personId: actor.id,
			caseId,
			kind: 'choose_for_me',
			isUrgent: false,
			about: offered.length ? 'chosen' : 'choose'
		},
		dueOn: addWorkingDays(londonDay(now), withinDays),
		detailSealed: names ? await sealAt(db.keys, sealedPlaces.taskDetail(owner, id), names) : null,
		madeAt: now
	});
	ctx.record({ action: 'task.made', personId: actor.id, reason: 'choose_for_me' });
	return { go: '/my/help?done=services' };
}
