import type { Outcome } from '#server/http/ctx.ts';
import { actorOfLink } from '#features/referrals/server/link.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { asGuest, doorAction, doorPage } from '#server/http/guard.ts';
import { theHub } from '#server/http/hub.ts';
import { toPath } from '#shared/lang.ts';
import { acts, showReferral } from '../agency/referrals/one.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

async function guest(event: RequestEvent) {
	const door = await doorOf(event);
	const by = await actorOfLink(door, await theHub(door), readToken(event.cookies, event.url, 's'));
	return by && { ...by, where: { id: by.referral, path: toPath(event.locals.lang, '/link') } };
}

export const load = doorPage(async (event: PageServerLoadEvent) => {
	const by = await guest(event);
	return by ? asGuest(event, by.actor, 'share.viewed', (ctx) => showReferral(ctx, event, by.where)) : sendTo(event, '/link/again');
});

const act = <Name extends keyof typeof acts>(name: Name, audit: 'share.moved' | 'number.shown' = 'share.moved') => {
	const { schema, run } = acts[name] as (typeof acts)['note'];
	return doorAction(schema, async (input, event: RequestEvent): Promise<Outcome> => {
		const by = await guest(event);
		const out = by && (await asGuest(event, by.actor, audit, (ctx) => run(ctx, input, by.where, event)));
		// Whoever came by a link has no other page to go to.
		return out && 'refused' in out ? out : { go: '/link' };
	});
};

export const actions = {
	...{ receive: act('receive'), accept: act('accept'), start: act('start'), decline: act('decline'), back: act('back') },
	...{ mark: act('mark'), note: act('note'), confirm: act('confirm'), number: act('number', 'number.shown') }
};
