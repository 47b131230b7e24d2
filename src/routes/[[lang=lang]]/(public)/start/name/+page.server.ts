import { nameForm } from '#features/accounts/schema.ts';
import { checkName, suggestName } from '#features/accounts/server/choose-name.ts';
import { stateFor, ticketWith } from '#features/accounts/server/start-state.ts';
import { readToken, writeToken } from '#server/http/cookies.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';

export const load = doorPage(async (event) => {
	const door = await doorOf(event);
	const state = stateFor(door, 'name', readToken(event.cookies, event.url, 's'));
	return { suggested: state?.invited ? await suggestName(door) : sendTo(event, '/start') };
});

export const actions = {
	default: doorAction(nameForm, async ({ signIn }, event) => {
		const { cookies, url } = event;
		const door = await doorOf(event);
		const state = stateFor(door, 'name', readToken(cookies, url, 's'));
		if (!state?.invited) return { go: '/start' };
		const refused = await checkName(door, state.invited, signIn);
		if (refused) return refused;
		writeToken(cookies, url, 's', ticketWith(door, { ...state, signIn }));
		return { go: '/start/password' };
	})
};
