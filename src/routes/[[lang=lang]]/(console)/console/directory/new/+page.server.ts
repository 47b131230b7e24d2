import { entryForm } from '#features/directory/entry-schema.ts';
import { addEntry, readNew } from '#features/directory/server/desk-save.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'directory.change', audit: null }, async (ctx, _event: PageServerLoadEvent) => ({
	desk: await readNew(ctx)
}));

export const actions = { default: action({ may: 'directory.change', audit: 'service.changed' }, entryForm, addEntry) };
