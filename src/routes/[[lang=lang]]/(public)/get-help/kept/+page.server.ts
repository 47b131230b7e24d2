import { openKept } from '#features/self-referrals/server/send.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { doorPage } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = doorPage(async (event: PageServerLoadEvent) => {
	const kept = openKept(await doorOf(event), readToken(event.cookies, event.url, 's'));
	return kept ?? sendTo(event, '/get-help');
});
