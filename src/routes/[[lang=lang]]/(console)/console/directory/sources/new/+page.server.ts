import { makeSource } from '#features/directory/server/sources.ts';
import { sourceForm } from '#features/directory/sources-schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'source.change', audit: null }, async (_ctx, _event: PageServerLoadEvent) => ({}));

export const actions = {
	default: action({ may: 'source.change', audit: 'source.changed' }, sourceForm, (ctx, input, _event: RequestEvent) =>
		makeSource(ctx, input)
	)
};
