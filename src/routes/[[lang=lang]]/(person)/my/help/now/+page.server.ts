import { page } from '#server/http/guard.ts';
import { readWhenRead } from '#features/needs/server/when-read.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'need.answer.own', audit: null }, async ({ now }, { url }: PageServerLoadEvent) => ({
	read: readWhenRead(now),
	isTold: url.searchParams.get('done') === 'told'
}));
