import { readReceipt } from '#features/referrals/server/shared.ts';
import { page } from '#server/http/guard.ts';
import { shellFacts } from '#server/http/shell.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'share.read.own', audit: null }, (ctx, { params }: PageServerLoadEvent) =>
	readReceipt(ctx, params.referral, shellFacts(ctx.lang).name)
);
