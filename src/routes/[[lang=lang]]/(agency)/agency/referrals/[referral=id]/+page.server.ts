import { action, page } from '#server/http/guard.ts';
import { toPath } from '#shared/lang.ts';
import { acts, showReferral } from '../one.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const whereOf = ({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) => ({
	id: params.referral,
	path: toPath(locals.lang, `/agency/referrals/${params.referral}`)
});

export const load = page({ may: 'share.read.agency', audit: 'share.viewed' }, (ctx, event: PageServerLoadEvent) =>
	showReferral(ctx, event, whereOf(event))
);

const act = <Name extends keyof typeof acts>(name: Name, audit: 'share.moved' | 'number.shown' = 'share.moved') => {
	const { schema, run } = acts[name] as (typeof acts)['note'];
	return action({ may: 'share.move.agency', audit }, schema, (ctx, input, event: RequestEvent) => run(ctx, input, whereOf(event), event));
};

export const actions = {
	...{ receive: act('receive'), accept: act('accept'), start: act('start'), decline: act('decline'), back: act('back') },
	...{ mark: act('mark'), note: act('note'), confirm: act('confirm'), number: act('number', 'number.shown') }
};
