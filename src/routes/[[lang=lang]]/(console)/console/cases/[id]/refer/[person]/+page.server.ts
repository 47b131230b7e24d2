import { reachFor, type Reach } from '#features/contact/server/reach.ts';
import { readRefer, refer } from '#features/referrals/server/refer.ts';
import { referForm } from '#features/referrals/schema.ts';
import { action, page } from '#server/http/guard.ts';
import { NotYours } from '#shared/faults.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

async function reached(ctx: Parameters<typeof reachFor>[0], person: string): Promise<Reach> {
	const one = /^[0-9a-f-]{36}$/.test(person) ? (await reachFor(ctx, [person], () => ({ kind: 'worker' }))).get(person) : undefined;
	if (!one) throw new NotYours();
	return one;
}

export const load = page({ may: 'share.ask', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id, person } = event.params;
	const reason = await reasonFor(ctx, event);
	ctx.about({ caseId: id, personId: person, reason });
	return { id, page: await readRefer(ctx, id, await reached(ctx, person)) };
});

export const actions = {
	default: action({ may: 'share.ask', audit: 'share.asked' }, referForm, async (ctx, form, event: RequestEvent) => {
		await reasonFor(ctx, event);
		return refer(ctx, event.params.id, await reached(ctx, event.params.person), form);
	})
};
