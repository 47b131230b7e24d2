import { readUpdate } from '#features/cases/server/read-update.ts';
import { page } from '#server/http/guard.ts';
import type { RequestEvent } from './$types';

export const load = page({ may: 'case.read.own', audit: null }, async (ctx, { params }: RequestEvent) => ({
	update: await readUpdate(ctx, params.id)
}));
