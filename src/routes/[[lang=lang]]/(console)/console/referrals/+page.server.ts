import { listReferrals } from '#features/referrals/server/desk.ts';
import { page } from '#server/http/guard.ts';

export const load = page({ may: 'share.read', audit: null }, async (ctx) => ({ rows: await listReferrals(ctx) }));
