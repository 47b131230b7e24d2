import { listWrongLinks } from '#features/keeping/server/wrong-links.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'breach.read', audit: 'keeping.viewed' }, async (ctx, _event: PageServerLoadEvent) => ({
	rows: await listWrongLinks(ctx)
}));
