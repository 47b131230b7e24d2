import { entryForm } from '#features/directory/entry-schema.ts';
import { readEdit, saveEntry } from '#features/directory/server/desk-save.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'directory.change', audit: null }, async (ctx, { params }: PageServerLoadEvent) => ({
	desk: await readEdit(ctx, params.service),
	id: params.service
}));

export const actions = {
	default: action({ may: 'directory.change', audit: 'service.changed' }, entryForm, (ctx, sent, { params }: RequestEvent) =>
		saveEntry(ctx, params.service, sent)
	)
};
