import { readShared } from '#features/referrals/server/shared.ts';
import { readOwnSafety } from '#features/referrals/server/safety.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

const dones = ['yes', 'no', 'stopped', 'again', 'no_contact', 'helped', 'not_helped', 'wrong'] as const;

export const load = page({ may: 'share.read.own', audit: null }, async (ctx, { url }: PageServerLoadEvent) => ({
	...(await readShared(ctx)),
	safety: await readOwnSafety(ctx),
	done: dones.find((one) => one === url.searchParams.get('done')) ?? null
}));
