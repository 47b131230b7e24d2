import { hideEvent, readHideable } from '#features/cases/server/hide-event.ts';
import { hideSchema } from '#features/cases/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'case.read.own', audit: null }, async (ctx, { params }: RequestEvent) => ({
	caseId: params.id,
	thing: await readHideable(ctx, params.id, params.thing)
}));

export const actions = {
	default: action({ may: 'event.hide.own', audit: 'reference.hidden' }, hideSchema, (ctx, { id, thing }) => hideEvent(ctx, id, thing))
};
