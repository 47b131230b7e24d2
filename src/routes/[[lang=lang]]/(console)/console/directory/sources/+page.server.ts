import { readSources } from '#features/directory/server/sources.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

// Nothing here is about anybody: looking at it leaves no row in the log.
export const load = page({ may: 'directory.read', audit: null }, (ctx, _event: PageServerLoadEvent) => readSources(ctx));
