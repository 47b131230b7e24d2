import { answerShare, reopenShared, sayAboutHelp } from '#features/referrals/server/answer-share.ts';
import { readOneShared } from '#features/referrals/server/shared.ts';
import { againAfter } from '#features/referrals/server/waits.ts';
import { answerShareForm, pressForm, sayForm } from '#features/referrals/schema.ts';
import { readOwnChoices } from '#features/contact/server/own-choices.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'share.read.own', audit: null }, async (ctx, { params }: PageServerLoadEvent) => ({
	card: await readOneShared(ctx, params.referral),
	again: againAfter()
}));

async function ownReach(ctx: Parameters<typeof readOwnChoices>[0]) {
	const { may, ways } = await readOwnChoices(ctx);
	return { hasWay: may === 'yes' && ways.some(({ isChecked }) => isChecked) };
}

export const actions = {
	answer: action({ may: 'share.answer.own', audit: 'share.answered' }, answerShareForm, async (ctx, form, { params }: RequestEvent) =>
		answerShare(ctx, params.referral, form, await ownReach(ctx))
	),
	say: action({ may: 'share.answer.own', audit: 'share.said' }, sayForm, (ctx, { said }, { params }: RequestEvent) =>
		sayAboutHelp(ctx, params.referral, said)
	),
	again: action({ may: 'share.answer.own', audit: 'share.answered' }, pressForm, async (ctx, _form, { params }: RequestEvent) =>
		reopenShared(ctx, params.referral, await ownReach(ctx))
	)
};
