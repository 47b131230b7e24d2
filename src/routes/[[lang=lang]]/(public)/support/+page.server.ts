import type { RequestEvent } from '@sveltejs/kit';
import { listForm, placeForm, searchForm } from '#features/directory/schema.ts';
import { askSearch, changeList, choosePlace } from '#features/directory/server/search-form.ts';
import { readSearch } from '#features/directory/server/search-page.ts';
import { asReader, doorAction, readerPage } from '#server/http/guard.ts';
import { nameAmongHubs } from '#server/http/hub.ts';

export const load = readerPage(async (ctx, { url }: RequestEvent) => ({
	...(await readSearch(ctx, url.searchParams, nameAmongHubs())),
	origin: url.origin
}));

export const actions = {
	search: doorAction(searchForm, (form, event) => asReader(event, async (ctx) => askSearch(ctx, form))),
	place: doorAction(placeForm, (form, event) => asReader(event, async (ctx) => choosePlace(ctx, form))),
	add: doorAction(listForm, (form, event) => asReader(event, async (ctx) => changeList(ctx, form, 'add'))),
	remove: doorAction(listForm, (form, event) => asReader(event, async (ctx) => changeList(ctx, form, 'remove')))
};
