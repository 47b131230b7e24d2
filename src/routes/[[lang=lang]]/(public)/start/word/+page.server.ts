import { afterWord } from '#features/accounts/domain/start.ts';
import { wordForm } from '#features/accounts/schema.ts';
import { checkInvitation } from '#features/accounts/server/check-invitation.ts';
import { stateFor, ticketWith } from '#features/accounts/server/start-state.ts';
import { dropToken, readToken, writeToken } from '#server/http/cookies.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';

export const load = doorPage(async (event) => {
	// After the last try the answer is shown here, although the way is closed.
	if (event.request.method === 'GET' && !stateFor(await doorOf(event), 'word', readToken(event.cookies, event.url, 's')))
		sendTo(event, '/start');
});

export const actions = {
	default: doorAction(wordForm, async ({ word }, event) => {
		const { cookies, url } = event;
		const door = await doorOf(event);
		const state = stateFor(door, 'word', readToken(cookies, url, 's'));
		if (!state) return { go: '/start' };
		const checked = await checkInvitation(door, state, word);
		if ('invited' in checked) {
			const { invited } = checked;
			writeToken(cookies, url, 's', ticketWith(door, { tries: 0, invited }));
			return { go: afterWord(invited) };
		}
		if (checked.wait) event.setHeaders({ 'retry-after': `${checked.wait}` });
		if (checked.state) writeToken(cookies, url, 's', ticketWith(door, checked.state));
		else dropToken(cookies, url, 's');
		return { refused: checked.refused };
	})
};
