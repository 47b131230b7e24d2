import { safeForm } from '#features/needs/schema.ts';
import { saySafe } from '#features/needs/server/own-needs.ts';
import { action, page } from '#server/http/guard.ts';

export const load = page({ may: 'need.answer.own', audit: null }, async () => ({}));

export const actions = {
	default: action({ may: 'need.answer.own', audit: null }, safeForm, (ctx, { safe }) => saySafe(ctx, safe))
};
