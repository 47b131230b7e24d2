import { letInForm, type LetInForm } from '#features/advocates/schema.ts';
import { planOf } from '#features/advocates/server/let-in.ts';
import { readPeople } from '#features/advocates/server/read-people.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { keep, kept } from '../kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'page.own', audit: null }, async (ctx, event: PageServerLoadEvent) => ({
	cases: (await readPeople(ctx)).cases,
	draft: await openNote<LetInForm>(ctx, 'draft', kept(event, 'draft'))
}));

export const actions = {
	// Nothing is kept yet but a sealed note in this browser.
	default: action({ may: 'helper.change.own', audit: null }, letInForm, async (ctx, form, event: RequestEvent) => {
		await planOf(ctx, form);
		keep(event, 'draft', await sealNote(ctx, 'draft', form));
		return { go: '/my/help/people/add/check' };
	})
};
