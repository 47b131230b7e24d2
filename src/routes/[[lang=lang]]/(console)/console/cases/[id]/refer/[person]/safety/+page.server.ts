import { partOfCase } from '#features/cases/server/part-of-case.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { readSafety, recordSafety, settleSafety } from '#features/referrals/server/safety.ts';
import { safetyForm, settleForm } from '#features/referrals/schema.ts';
import { action, page } from '#server/http/guard.ts';
import { NotYours } from '#shared/faults.ts';
import { reasonFor } from '../../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'safety.share', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id, person } = event.params;
	const reason = await reasonFor(ctx, event);
	await partOfCase(ctx, id, person);
	ctx.about({ caseId: id, personId: person, reason });
	const reach = (await reachFor(ctx, [person], () => ({ kind: 'worker' }))).get(person);
	if (!reach) throw new NotYours();
	return {
		...{ id, person, name: reach.name, shares: await readSafety(ctx, person), once: crypto.randomUUID() },
		isSupervisor: ctx.actor.roles.includes('supervisor')
	};
});

export const actions = {
	record: action({ may: 'safety.share', audit: null }, safetyForm, async (ctx, form, { params: { id, person } }: RequestEvent) => {
		await partOfCase(ctx, id, person);
		ctx.about({ caseId: id, personId: person });
		await recordSafety(ctx, id, person, form);
		return { go: `/console/cases/${id}/refer/${person}/safety` };
	}),
	settle: action({ may: 'safety.settle', audit: null }, settleForm, async (ctx, form, { params: { id, person } }: RequestEvent) => {
		await partOfCase(ctx, id, person);
		ctx.about({ caseId: id, personId: person });
		return settleSafety(ctx, id, person, form);
	})
};
