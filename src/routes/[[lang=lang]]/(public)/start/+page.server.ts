import { startForm } from '#features/accounts/schema.ts';
import { ticketWith } from '#features/accounts/server/start-state.ts';
import { writeToken } from '#server/http/cookies.ts';
import { doorOf } from '#server/http/door.ts';
import { doorAction } from '#server/http/guard.ts';

export const actions = {
	default: doorAction(startForm, async ({ code }, event) => {
		writeToken(event.cookies, event.url, 's', ticketWith(await doorOf(event), { tries: 0, code }));
		return { go: '/start/word' };
	})
};
