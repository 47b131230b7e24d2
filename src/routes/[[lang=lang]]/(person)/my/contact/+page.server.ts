import { pressForm } from '#features/contact/schema.ts';
import { readOwnEasier } from '#features/contact/server/easier.ts';
import { readOwnChoices } from '#features/contact/server/own-choices.ts';
import { askOthers, isPassedOn } from '#features/contact/server/pass-on.ts';
import { sayStillRight } from '#features/contact/server/save-choices.ts';
import { readOwnWriting } from '#features/contact/server/writing.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'contact.read.own', audit: null }, async (ctx, { url }: PageServerLoadEvent) => ({
	choices: await readOwnChoices(ctx),
	easier: await readOwnEasier(ctx),
	writes: await readOwnWriting(ctx),
	isPassedOn: await isPassedOn(ctx),
	done: (['still', 'asked', 'easier', 'language'] as const).find((code) => code === url.searchParams.get('done')) ?? null
}));

export const actions = {
	still: action({ may: 'contact.change.own', audit: null }, pressForm, (ctx) => sayStillRight(ctx)),
	ask: action({ may: 'contact.change.own', audit: null }, pressForm, (ctx) => askOthers(ctx))
};
