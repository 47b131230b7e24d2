import { pressForm, searchForm } from '#features/cases/console-schema.ts';
import { findCases, foundList, type Found } from '#features/cases/server/find-case.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { drop, keep, kept } from './kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// An empty search shows nobody and writes nothing; a list writes one row for each person in it.
export const load = page({ may: 'case.find', audit: null }, async (ctx, event: PageServerLoadEvent) => {
	const found = await openNote<Found>(ctx, 'found', kept(event, 'found'));
	return { found: found ? await foundList(ctx, found) : null };
});

export const actions = {
	find: action({ may: 'case.find', audit: 'case.found' }, searchForm, async (ctx, input, event: RequestEvent) => {
		const found = await findCases(ctx, input);
		keep(event, 'found', await sealNote(ctx, 'found', found));
		return { go: found.cases.length === 1 ? `/console/cases/${found.cases[0]}` : '/console/people' };
	}),
	clear: action({ may: 'case.find', audit: null }, pressForm, async (_ctx, _input, event: RequestEvent) => {
		drop(event, 'found');
		return { go: '/console/people' };
	})
};
