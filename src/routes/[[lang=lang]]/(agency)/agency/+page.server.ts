import { readAgencyHome } from '#features/agencies/server/read-agency-home.ts';
import { countWaiting } from '#features/messages/server/agency.ts';
import { listForAgency } from '#features/referrals/server/agency.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

const dones = ['gone', 'closed', 'confirmed'] as const;

// Only what somebody agreed to share with this agency is on it (T3): a first line each, and no way to reach anybody.
export const load = page({ may: 'agency.home', audit: 'share.viewed' }, async (ctx, { url }: PageServerLoadEvent) => ({
	...(await readAgencyHome(ctx)),
	...(await listForAgency(ctx)),
	waiting: await countWaiting(ctx),
	done: dones.find((one) => one === url.searchParams.get('done')) ?? null
}));
