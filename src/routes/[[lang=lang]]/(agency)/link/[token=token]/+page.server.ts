import { openLinkForm } from '#features/referrals/schema.ts';
import { openLink } from '#features/referrals/server/link.ts';
import { writeToken } from '#server/http/cookies.ts';
import { doorOf } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';
import { theHub } from '#server/http/hub.ts';
import type { RequestEvent } from './$types';

// The same page for every address: whether a link is one is said to nobody without its words.
export const load = doorPage(async () => ({}));

export const actions = {
	default: doorAction(openLinkForm, async ({ code }, event: RequestEvent) => {
		const door = await doorOf(event);
		const opened = await openLink(door, await theHub(door), event.params.token, code);
		if ('refused' in opened) {
			if (opened.wait) event.setHeaders({ 'retry-after': `${opened.wait}` });
			return { refused: opened.refused };
		}
		writeToken(event.cookies, event.url, 's', opened.ticket);
		return { go: '/link' };
	})
};
