import { carried } from '#features/contact/domain/adjustments.ts';
import { adjustmentsFor } from '#features/contact/server/easier.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { wantedBy } from '#features/needs/server/wanted.ts';
import { readRefer, refer, type Asked } from '#features/referrals/server/refer.ts';
import { idSchema, referForm } from '#features/referrals/schema.ts';
import { action, page } from '#server/http/guard.ts';
import { NotYours } from '#shared/faults.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

type Ctx = Parameters<typeof wantedBy>[0];

async function askedFor(ctx: Ctx, person: string): Promise<Asked> {
	const reach = idSchema.safeParse(person).success && (await reachFor(ctx, [person], () => ({ kind: 'worker' }))).get(person);
	if (!reach) throw new NotYours();
	const easier = carried((await adjustmentsFor(ctx, [person])).get(person) ?? null);
	return { ...reach, easier, wanted: await wantedBy(ctx, person) };
}

export const load = page({ may: 'share.ask', audit: 'case.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const { id, person } = event.params;
	const reason = await reasonFor(ctx, event);
	ctx.about({ caseId: id, personId: person, reason });
	return { id, person, page: await readRefer(ctx, id, await askedFor(ctx, person), event.url.searchParams.get('service') ?? '') };
});

export const actions = {
	default: action({ may: 'share.ask', audit: 'share.asked' }, referForm, async (ctx, form, event: RequestEvent) => {
		await reasonFor(ctx, event);
		return refer(ctx, event.params.id, await askedFor(ctx, event.params.person), form);
	})
};
