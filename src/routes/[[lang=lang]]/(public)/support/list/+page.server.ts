import type { RequestEvent } from '@sveltejs/kit';
import { listForm } from '#features/directory/schema.ts';
import { changeList } from '#features/directory/server/search-form.ts';
import { readList } from '#features/directory/server/search-page.ts';
import { asReader, doorAction, readerPage } from '#server/http/guard.ts';

export const load = readerPage(async (ctx, { url }: RequestEvent) => ({ ...(await readList(ctx, url.searchParams)), origin: url.origin }));

export const actions = {
	remove: doorAction(listForm, (form, event) => asReader(event, async (ctx) => changeList(ctx, form, 'remove'))),
	clear: doorAction(listForm, (form, event) => asReader(event, async (ctx) => changeList(ctx, form, 'clear')))
};
