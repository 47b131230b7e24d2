import { doneOf, grantForm } from '#features/advocates/schema.ts';
import { endHelp, readPeople } from '#features/advocates/server/read-people.ts';
import { openNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { drop, kept } from './kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'page.own', audit: null }, async (ctx, event: PageServerLoadEvent) => {
	const given = await openNote<{ code: string; isWaiting: boolean }>(ctx, 'code', kept(event, 'code'));
	// Once: a page loaded again no longer has it.
	drop(event, 'code');
	return { ...(await readPeople(ctx)), given, done: doneOf(event.url.searchParams.get('done')) };
});

export const actions = {
	end: action({ may: 'helper.change.own', audit: 'helper.ended' }, grantForm, (ctx, { grant }, _event: RequestEvent) => endHelp(ctx, grant))
};
