import { readGaps } from '#features/directory/server/desk-gaps.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'report.read', audit: 'report.viewed' }, async (ctx, _event: PageServerLoadEvent) => ({
	found: await readGaps(ctx)
}));
