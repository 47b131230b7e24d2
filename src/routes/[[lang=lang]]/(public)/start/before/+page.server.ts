import { stateFor } from '#features/accounts/server/start-state.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { doorPage } from '#server/http/guard.ts';

export const load = doorPage(async (event) => {
	if (!stateFor(await doorOf(event), 'before', readToken(event.cookies, event.url, 's'))) sendTo(event, '/start');
});
