import { lockable } from '#features/cases/lock-schema.ts';
import { openForm, saveOn } from '#features/cases/server/case-lock.ts';
import { workerNames } from '#features/cases/server/console-names.ts';
import { partOfCase } from '#features/cases/server/part-of-case.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { dangerForm, needsForm, passForm, pressForm } from '#features/needs/schema.ts';
import { passOn, readCaseNeeds, recordContact, recordDanger, recordNeeds } from '#features/needs/server/case-needs.ts';
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
	const reach = (await reachFor(ctx, [person], () => ({ kind: 'worker' }))).get(person);
	if (!reach) throw new NotYours();
	const [worker] = await workerNames(ctx.db, [ctx.actor.id]);
	return {
		worker: worker?.name ?? null,
		onIt: await openForm(ctx, id, 'needs'),
		...{ id, person, name: reach.name, verdict: reach.verdict, today: londonDay(ctx.now), once: crypto.randomUUID() },
		needs: await readCaseNeeds(ctx, person)
	};
});

type Ctx = Parameters<typeof recordContact>[0];
async function within(ctx: Ctx, { params: { id, person } }: RequestEvent, run: (id: string, person: string) => Promise<void>) {
	await partOfCase(ctx, id, person);
	ctx.about({ caseId: id, personId: person });
	await run(id, person);
	return { go: `/console/cases/${id}/needs/${person}` };
}
const rule = { may: 'need.record', audit: null } as const;

export const actions = {
	contacted: action(rule, pressForm, (ctx, _input, event: RequestEvent) =>
		within(ctx, event, (id, person) => recordContact(ctx, id, person))
	),
	pass: action(rule, passForm, (ctx, { to }, event: RequestEvent) => within(ctx, event, (id, person) => passOn(ctx, id, person, to))),
	record: action(rule, lockable(needsForm), (ctx, form, event: RequestEvent) =>
		saveOn(ctx, { caseId: event.params.id, what: 'needs', over: form.over }, () =>
			within(ctx, event, (id, person) => recordNeeds(ctx, id, person, form))
		)
	),
	danger: action(rule, dangerForm, (ctx, form, event: RequestEvent) =>
		within(ctx, event, (id, person) => recordDanger(ctx, id, person, form))
	)
};
