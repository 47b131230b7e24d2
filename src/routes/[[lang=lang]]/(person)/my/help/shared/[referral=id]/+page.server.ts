import { answerShare, reopenShared, sayAboutHelp } from '#features/referrals/server/answer-share.ts';
import { readOneShared } from '#features/referrals/server/shared.ts';
import { answerShareForm, pressForm, sayForm } from '#features/referrals/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'share.read.own', audit: null }, async (ctx, { params }: PageServerLoadEvent) => ({
	card: await readOneShared(ctx, params.referral)
}));

export const actions = {
	answer: action({ may: 'share.answer.own', audit: 'share.answered' }, answerShareForm, (ctx, form, { params }: RequestEvent) =>
		answerShare(ctx, params.referral, form)
	),
	say: action({ may: 'share.answer.own', audit: 'share.said' }, sayForm, (ctx, { said }, { params }: RequestEvent) =>
		sayAboutHelp(ctx, params.referral, said)
	),
	again: action({ may: 'share.answer.own', audit: 'share.answered' }, pressForm, (ctx, _form, { params }: RequestEvent) =>
		reopenShared(ctx, params.referral)
	)
};
