import { pressForm } from '#features/cases/console-schema.ts';
import { accessForm, glassForm } from '#features/cases/restrict-schema.ts';
import { breakGlass, endGlass, type Behind } from '#features/cases/server/break-glass.ts';
import { readGlass } from '#features/cases/server/glass-page.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { londonDay } from '#shared/london.ts';
import { drop, keep, kept } from '../people/kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// A form, and for a supervisor what workers did; nobody's record is on it. What happens next stands in a sealed note: the answer is the same whether or not there is such a record.
export const load = page({ may: 'glass.break', audit: null }, async (ctx, event: PageServerLoadEvent) => ({
	...(await readGlass(ctx)),
	isAnswer: event.url.searchParams.get('asked') === 'yes' && (await openNote<Behind>(ctx, 'glass', kept(event, 'glass'))) !== null,
	isNothing: event.url.searchParams.get('found') === 'no',
	restriction: event.url.searchParams.get('open') ?? '',
	today: londonDay(ctx.now)
}));

export const actions = {
	// The use case writes the rows itself: the try, and each person whose record was opened.
	ask: action({ may: 'glass.break', audit: null }, glassForm, async (ctx, form, event: RequestEvent) => {
		const behind = await breakGlass(ctx, form);
		if ('refused' in behind) return behind;
		keep(event, 'glass', await sealNote(ctx, 'glass', behind));
		return { go: '/console/glass?asked=yes' };
	}),
	on: action({ may: 'glass.break', audit: null }, pressForm, async (ctx, _input, event: RequestEvent) => {
		const behind = await openNote<Behind>(ctx, 'glass', kept(event, 'glass'));
		drop(event, 'glass');
		return { go: behind?.caseId ? `/console/cases/${behind.caseId}` : '/console/glass?found=no' };
	}),
	end: action({ may: 'case.restrict', audit: null }, accessForm, (ctx, { access }) => endGlass(ctx, access))
};
