import { decideErase, readDecide } from '#features/keeping/server/decide-erase.ts';
import { decideEraseForm } from '#features/keeping/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'erase.decide', audit: 'case.viewed', fresh: true }, async (ctx, { params }: PageServerLoadEvent) => ({
	page: await readDecide(ctx, params.task)
}));

export const actions = {
	default: action({ may: 'erase.decide', audit: 'erase.decided', fresh: true }, decideEraseForm, (ctx, form, { params }: RequestEvent) =>
		decideErase(ctx, params.task, form)
	)
};
