import { backForm } from '#features/self-referrals/schema.ts';
import { joinByWords } from '#features/self-referrals/server/back.ts';
import { doorOf } from '#server/http/door.ts';
import { ownAction, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'ask.join.own', audit: null }, async (_ctx, { url }: PageServerLoadEvent) => ({
	isDone: url.searchParams.get('done') === 'joined'
}));

export const actions = {
	default: ownAction({ may: 'ask.join.own' }, backForm, async ({ owner }, { code }, event: RequestEvent) => {
		const joined = await joinByWords(await doorOf(event), owner.hub, owner.id, code);
		return 'joined' in joined ? { go: '/my/help/join?done=joined' } : joined;
	})
};
