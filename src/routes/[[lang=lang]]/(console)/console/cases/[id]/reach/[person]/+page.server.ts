import { partOfCase } from '#features/cases/server/part-of-case.ts';
import { adjustmentsFor, keepAdjustments } from '#features/contact/server/easier.ts';
import { addOneWay, changeOneWay, readReachPage, recordSpoken } from '#features/contact/server/record-reach.ts';
import { confirmStillRight, reachFor } from '#features/contact/server/reach.ts';
import { answerSecond, askSecondYes, isForTwo, readSecond, workerPurpose } from '#features/contact/server/second-yes.ts';
import { keepWriting } from '#features/contact/server/writing.ts';
import { wordsToSay } from '#features/contact/server/show-number.ts';
import {
	askSecondForm,
	easierForm,
	languageForm,
	newWayForm,
	pressForm,
	secondYesForm,
	spokenForm,
	wayForm
} from '#features/contact/schema.ts';
import { refuse, type Issue, type Outcome } from '#server/http/ctx.ts';
import { action, page } from '#server/http/guard.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'case.read', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id, person } = event.params;
	const reason = await reasonFor(ctx, event);
	await partOfCase(ctx, id, person);
	ctx.about({ caseId: id, personId: person, reason });
	const reach = (await reachFor(ctx, [person], await workerPurpose(ctx, [person]))).get(person);
	if (!reach) throw new NotYours();
	const { agreed, worker } = await wordsToSay(ctx, person);
	const { row, ways } = await readReachPage(ctx, person);
	return {
		id,
		person,
		name: reach.name,
		writes: reach.lang,
		verdict: reach.verdict,
		second: await readSecond(ctx, person),
		isForTwo: isForTwo(reach, ctx.now),
		agreed,
		worker,
		today: londonDay(ctx.now),
		ways,
		said: row && {
			...{ may: row.mayContact, hours: row.hours, voicemail: row.voicemail, sayWho: row.sayWho, hardNews: row.hardNews },
			...{ withheld: row.withheld, given: row.given, confirmedAt: row.confirmedAt?.toISOString() ?? null, isHers: row.madeBy === null }
		},
		easier: (await adjustmentsFor(ctx, [person])).get(person) ?? null
	};
});

type Ctx = Parameters<typeof changeOneWay>[0];
/** Every form of this page is about somebody who takes part in the case; it leads back here. */
async function within(
	ctx: Ctx,
	{ params }: RequestEvent,
	run: () => Promise<{ done: true } | { refused: readonly Issue[] }>
): Promise<Outcome> {
	await partOfCase(ctx, params.id, params.person);
	ctx.about({ caseId: params.id, personId: params.person });
	const done = await run();
	return 'refused' in done ? done : { go: `/console/cases/${params.id}/reach/${params.person}` };
}
const rule = { may: 'contact.change', audit: null } as const;

export const actions = {
	way: action(rule, wayForm, (ctx, { way, deed }, event: RequestEvent) =>
		within(ctx, event, () => changeOneWay(ctx, event.params.person, way, deed))
	),
	add: action(rule, newWayForm, (ctx, form, event: RequestEvent) => within(ctx, event, () => addOneWay(ctx, event.params.person, form))),
	said: action(rule, spokenForm, (ctx, form, event: RequestEvent) =>
		within(ctx, event, () => recordSpoken(ctx, event.params.person, form))
	),
	ask: action(rule, askSecondForm, (ctx, { why }, event: RequestEvent) =>
		within(ctx, event, async () => {
			const { id, person } = event.params;
			const reach = (await reachFor(ctx, [person], await workerPurpose(ctx, [person]))).get(person);
			if (!reach) throw new NotYours();
			return askSecondYes(ctx, id, reach, why);
		})
	),
	second: action(rule, secondYesForm, (ctx, form, event: RequestEvent) =>
		within(ctx, event, () => answerSecond(ctx, event.params.id, event.params.person, form))
	),
	still: action(rule, pressForm, (ctx, _input, event: RequestEvent) =>
		within(ctx, event, async () =>
			(await confirmStillRight(ctx, event.params.person)) ? { done: true } : refuse('form', 'contact.reach.askFirst')
		)
	),
	language: action(rule, languageForm, (ctx, form, event: RequestEvent) =>
		within(ctx, event, async () => {
			await keepWriting(ctx, event.params.person, form);
			return { done: true };
		})
	),
	easier: action(rule, easierForm, (ctx, form, event: RequestEvent) =>
		within(ctx, event, async () =>
			(await keepAdjustments(ctx, event.params.person, form, ctx.actor.id)) ? { done: true } : refuse('form', 'contact.changedElsewhere')
		)
	)
};
