import { listHelped } from '#features/messages/server/helper.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'helping.read.own', audit: 'message.viewed' }, async (ctx, { params }: PageServerLoadEvent) => ({
	grant: params.grant,
	helped: await listHelped(ctx, params.grant)
}));
