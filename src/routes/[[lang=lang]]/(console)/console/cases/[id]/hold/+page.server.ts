import { endHold, readHolds, setHold } from '#features/keeping/server/hold.ts';
import { endHoldForm, holdForm } from '#features/keeping/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'hold.set', audit: 'case.viewed', fresh: true }, async (ctx, { params }: PageServerLoadEvent) => ({
	page: await readHolds(ctx, params.id)
}));

export const actions = {
	set: action({ may: 'hold.set', audit: 'hold.set', fresh: true }, holdForm, (ctx, form, { params }: RequestEvent) =>
		setHold(ctx, params.id, form)
	),
	end: action({ may: 'hold.set', audit: 'hold.ended', fresh: true }, endHoldForm, (ctx, { hold }, { params }: RequestEvent) =>
		endHold(ctx, params.id, hold)
	)
};
