import { stopSharing } from '#features/referrals/server/answer-share.ts';
import { readOneShared } from '#features/referrals/server/shared.ts';
import { stopForm } from '#features/referrals/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'share.read.own', audit: null }, async (ctx, { params }: PageServerLoadEvent) => ({
	card: await readOneShared(ctx, params.referral)
}));

export const actions = {
	default: action({ may: 'share.answer.own', audit: 'share.stopped' }, stopForm, (ctx, { wish }, { params }: RequestEvent) =>
		stopSharing(ctx, params.referral, wish)
	)
};
