import { needsForm } from '#features/needs/schema.ts';
import { saveNeeds } from '#features/needs/server/own-needs.ts';
import { action, page } from '#server/http/guard.ts';

export const load = page({ may: 'need.answer.own', audit: null }, async () => ({ once: crypto.randomUUID() }));

export const actions = {
	default: action({ may: 'need.answer.own', audit: null }, needsForm, (ctx, form) => saveNeeds(ctx, form))
};
