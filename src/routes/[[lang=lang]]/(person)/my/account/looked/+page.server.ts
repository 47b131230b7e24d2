import { readLooks } from '#features/audit/server/read-looks.ts';
import { page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'look.read.own', audit: null }, (ctx, { url }: RequestEvent) =>
	readLooks(ctx, url.searchParams.get('before'))
);
