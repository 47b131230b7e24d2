import { readHelped } from '#features/cases/server/read-helped.ts';
import { page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'helping.read.own', audit: 'helped.viewed' }, async (ctx, { params }: RequestEvent) => ({
	helped: await readHelped(ctx, params.grant ?? '')
}));
