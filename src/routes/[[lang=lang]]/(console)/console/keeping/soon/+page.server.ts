import { readSoon } from '#features/keeping/server/read-keeping.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'keeping.change', audit: 'keeping.viewed' }, async (ctx, _event: PageServerLoadEvent) => ({
	page: await readSoon(ctx)
}));
