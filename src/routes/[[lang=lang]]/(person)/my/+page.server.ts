import { readHome } from '#features/cases/server/read-home.ts';
import { doneOf } from '#features/cases/schema.ts';
import { readHelping } from '#features/advocates/server/read-people.ts';
import { readOwnChoices } from '#features/contact/server/own-choices.ts';
import { page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'page.own', audit: null }, async (ctx, { url }: RequestEvent) => ({
	home: await readHome(ctx),
	isReachAsked: (await readOwnChoices(ctx)).isAskedAgain,
	helping: await readHelping(ctx),
	done: doneOf(url.searchParams.get('done'))
}));
