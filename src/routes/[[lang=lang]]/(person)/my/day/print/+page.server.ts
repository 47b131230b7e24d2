import { readCourtPlan } from '#features/cases/server/court-day.ts';
import { page } from '#server/http/guard.ts';

export const load = page({ may: 'case.read.own', audit: null }, async (ctx) => ({ plan: await readCourtPlan(ctx) }));
