import { readWaiting } from '#features/feeds/server/read-waiting.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'feed.read', audit: 'feed.viewed' }, (ctx, _event: PageServerLoadEvent) => readWaiting(ctx));
