import { listDesk } from '#features/directory/server/desk-list.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

// Nothing personal is on it: services are public, and what is looked for among them is no secret here.
export const load = page({ may: 'directory.read', audit: null }, async (ctx, { url }: PageServerLoadEvent) => ({
	desk: await listDesk(ctx, url.searchParams)
}));
