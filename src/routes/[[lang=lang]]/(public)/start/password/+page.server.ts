import { passwordForm } from '#features/accounts/schema.ts';
import { suggestPassword } from '#features/accounts/server/choose-name.ts';
import { makeAccount } from '#features/accounts/server/make-account.ts';
import { stateFor } from '#features/accounts/server/start-state.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, letIn, sendTo, tokensOf } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';

export const load = doorPage(async (event) => {
	const door = await doorOf(event);
	const state = stateFor(door, 'password', readToken(event.cookies, event.url, 's'));
	return { signIn: state?.signIn ?? sendTo(event, '/start'), suggested: suggestPassword(door.lang) };
});

export const actions = {
	default: doorAction(passwordForm, async ({ password }, event) => {
		const door = await doorOf(event);
		const state = stateFor(door, 'password', readToken(event.cookies, event.url, 's'));
		if (!state?.invited || !state.signIn) return { go: '/start' };
		const answer = await makeAccount(door, { invited: state.invited, signIn: state.signIn }, password, tokensOf(event));
		return 'entered' in answer ? letIn(event, answer.entered) : answer;
	})
};
