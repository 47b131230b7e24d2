import { listOwn } from '#features/directory/server/desk-agency.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'service.read.agency', audit: null }, async (ctx, { url }: PageServerLoadEvent) => {
	const rows = await listOwn(ctx);
	return { rows, thanks: rows.find(({ id }) => id === url.searchParams.get('thanks'))?.name ?? null };
});
