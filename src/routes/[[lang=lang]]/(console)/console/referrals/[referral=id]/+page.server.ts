import { readReferral, withdrawForPerson } from '#features/referrals/server/desk.ts';
import { readNotes } from '#features/referrals/server/notes.ts';
import { pressForm } from '#features/referrals/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'share.read', audit: 'share.viewed' }, async (ctx, { params }: PageServerLoadEvent) => ({
	referral: await readReferral(ctx, params.referral),
	notes: await readNotes(ctx, params.referral)
}));

export const actions = {
	default: action({ may: 'share.ask', audit: 'share.stopped' }, pressForm, (ctx, _form, { params }: RequestEvent) =>
		withdrawForPerson(ctx, params.referral)
	)
};
