import { listAsks } from '#features/self-referrals/server/desk.ts';
import { page } from '#server/http/guard.ts';

// Names to ask for and no more.
export const load = page({ may: 'ask.read', audit: 'ask.viewed' }, async (ctx) => ({ rows: await listAsks(ctx) }));
