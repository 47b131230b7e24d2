import { readOwnNeeds } from '#features/needs/server/own-needs.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'need.read.own', audit: null }, async (ctx, { url }: PageServerLoadEvent) => ({
	answers: await readOwnNeeds(ctx),
	done: (['needs', 'services'] as const).find((code) => code === url.searchParams.get('done')) ?? null
}));
