import { openSent } from '#features/self-referrals/server/send.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { doorPage } from '#server/http/guard.ts';
import type { PageServerLoadEvent } from './$types';

export const load = doorPage(async (event: PageServerLoadEvent) => {
	const sent = openSent(await doorOf(event), readToken(event.cookies, event.url, 's'));
	return sent ?? sendTo(event, '/get-help');
});
