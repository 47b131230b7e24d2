import { readAgeing } from '#features/guides/server/read-ageing.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'guide.read', audit: null }, (ctx, _event: PageServerLoadEvent) => readAgeing(ctx));
