import { newCaseForm, pressForm, type NewCaseForm } from '#features/cases/console-schema.ts';
import { addCase } from '#features/cases/server/add-case.ts';
import { readNewCase } from '#features/cases/server/read-new-case.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { drop, keep, kept } from '../kept.ts';
import { carryAsked } from './from-asked.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// The question "is this the same person?" writes a row for each person it names; the empty form shows nobody.
export const load = page({ may: 'person.add', audit: null }, async (ctx, event: PageServerLoadEvent) =>
	readNewCase(ctx, await openNote<NewCaseForm>(ctx, 'draft', kept(event, 'draft')))
);

export const actions = {
	add: action({ may: 'person.add', audit: 'person.matched' }, newCaseForm, async (ctx, input, event: RequestEvent) => {
		const added = await addCase(ctx, input);
		if ('refused' in added) return added;
		if ('asks' in added) {
			keep(event, 'draft', await sealNote(ctx, 'draft', input));
			return { go: '/console/people/new' };
		}
		if ('proves' in added) {
			keep(event, 'draft', await sealNote(ctx, 'draft', input));
			return { go: `/console/again?to=${encodeURIComponent('/console/people/new')}`, isUndone: true };
		}
		await carryAsked(ctx, input.once);
		drop(event, 'draft');
		return { go: `/console/cases/${added.caseId}` };
	}),
	clear: action({ may: 'person.add', audit: null }, pressForm, async (_ctx, _input, event: RequestEvent) => {
		drop(event, 'draft');
		return { go: '/console/people/new' };
	})
};
