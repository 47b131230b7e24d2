import { readRights } from '#features/cases/server/read-rights.ts';
import { page } from '#server/http/guard.ts';

export const load = page({ may: 'page.own', audit: null }, async (ctx) => ({ own: await readRights(ctx) }));
