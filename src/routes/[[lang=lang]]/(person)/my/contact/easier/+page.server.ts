import { easierForm } from '#features/contact/schema.ts';
import { readOwnEasier, saveOwnEasier } from '#features/contact/server/easier.ts';
import { action, page } from '#server/http/guard.ts';

export const load = page({ may: 'contact.read.own', audit: null }, async (ctx) => ({ easier: await readOwnEasier(ctx) }));

export const actions = {
	default: action({ may: 'contact.change.own', audit: null }, easierForm, (ctx, form) => saveOwnEasier(ctx, form))
};
