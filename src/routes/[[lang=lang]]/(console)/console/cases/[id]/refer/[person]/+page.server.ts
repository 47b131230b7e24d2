import { readRefer, refer } from '#features/referrals/server/refer.ts';
import { referForm } from '#features/referrals/schema.ts';
import { action, page } from '#server/http/guard.ts';
import { askedFor } from '../../asked-for.ts';
import { reasonFor } from '../../why.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

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
