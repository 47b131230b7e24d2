import { readTeam } from '#features/accounts/server/read-team.ts';
import { page } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = page({ may: 'team.read', audit: 'team.viewed' }, (ctx, _event: PageServerLoadEvent) => readTeam(ctx));
