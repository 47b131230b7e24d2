import { decideWrongLink, readWrongLink } from '#features/keeping/server/wrong-links.ts';
import { decideBreachForm } from '#features/keeping/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'breach.read', audit: 'case.viewed' }, async (ctx, { params }: PageServerLoadEvent) => ({
	page: await readWrongLink(ctx, params.id),
	isSupervisor: ctx.actor.roles.includes('supervisor')
}));

export const actions = {
	default: action({ may: 'breach.settle', audit: 'breach.decided' }, decideBreachForm, (ctx, form, { params }: RequestEvent) =>
		decideWrongLink(ctx, params.id, form)
	)
};
