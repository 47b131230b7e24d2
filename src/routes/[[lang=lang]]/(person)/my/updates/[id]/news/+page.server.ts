import { openNews } from '#features/cases/server/open-news.ts';
import { page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'case.read.own', audit: null }, async (ctx, { params }: RequestEvent) => ({
	update: await openNews(ctx, params.id)
}));
