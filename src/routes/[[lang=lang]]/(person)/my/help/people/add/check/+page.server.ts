import { invite } from '#features/accounts/server/invite.ts';
import { pressForm, type LetInForm } from '#features/advocates/schema.ts';
import { letIn, planOf } from '#features/advocates/server/let-in.ts';
import { openNote, sealNote } from '#features/cases/server/sealed-note.ts';
import { action, page } from '#server/http/guard.ts';
import { drop, keep, kept } from '../../kept.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'page.own', audit: null }, async (ctx, event: PageServerLoadEvent) => {
	const draft = await openNote<LetInForm>(ctx, 'draft', kept(event, 'draft'));
	if (!draft) return { draft: null, plan: null };
	const { until, state } = await planOf(ctx, draft);
	return { draft, plan: { until, state } };
});

export const actions = {
	default: action({ may: 'helper.change.own', audit: 'helper.added' }, pressForm, async (ctx, _input, event: RequestEvent) => {
		const draft = await openNote<LetInForm>(ctx, 'draft', kept(event, 'draft'));
		// Pressed twice, or after a quarter of an hour: nothing is there to let in.
		if (!draft) return { go: '/my/help/people', isUndone: true };
		const made = await letIn(ctx, draft);
		if ('refused' in made) return made;
		const invited = await invite(ctx, { subject: made.helper, kind: 'person', lang: ctx.lang, word: draft.word });
		if ('refused' in invited) return { refused: invited.refused };
		keep(event, 'code', await sealNote(ctx, 'code', { code: invited.code, isWaiting: made.state === 'waiting' }));
		drop(event, 'draft');
		return { go: '/my/help/people' };
	})
};
