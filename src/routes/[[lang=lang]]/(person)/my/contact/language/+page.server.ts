import { languageForm } from '#features/contact/schema.ts';
import { readOwnEasier } from '#features/contact/server/easier.ts';
import { readOwnWriting, saveOwnWriting } from '#features/contact/server/writing.ts';
import { action, page } from '#server/http/guard.ts';

export const load = page({ may: 'contact.read.own', audit: null }, async (ctx) => ({
	writes: await readOwnWriting(ctx),
	easier: await readOwnEasier(ctx)
}));

export const actions = {
	default: action({ may: 'contact.change.own', audit: null }, languageForm, (ctx, form) => saveOwnWriting(ctx, form))
};
