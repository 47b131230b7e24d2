import { decideForm } from '#features/directory/entry-schema.ts';
import { decideChange, readChange } from '#features/directory/server/desk-change.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'directory.approve', audit: null }, async (ctx, { params }: PageServerLoadEvent) => ({
	change: await readChange(ctx, params.service, params.version)
}));

export const actions = {
	default: action({ may: 'directory.approve', audit: 'service.decided' }, decideForm, (ctx, decision, { params }: RequestEvent) =>
		decideChange(ctx, params.service, params.version, decision)
	)
};
