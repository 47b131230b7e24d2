import { fitForm } from '#features/needs/schema.ts';
import { askForServices, readOwnFits } from '#features/needs/server/own-fits.ts';
import { action, page } from '#server/http/guard.ts';

export const load = page({ may: 'need.read.own', audit: null }, async (ctx) => ({ fits: await readOwnFits(ctx) }));

export const actions = {
	default: action({ may: 'need.answer.own', audit: null }, fitForm, (ctx, { services }) => askForServices(ctx, services))
};
