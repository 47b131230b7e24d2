import { missing } from '#features/self-referrals/domain/asked.ts';
import { backForm } from '#features/self-referrals/schema.ts';
import { comeBack, sealBack } from '#features/self-referrals/server/back.ts';
import { sealDraft } from '#features/self-referrals/server/send.ts';
import { writeToken } from '#server/http/cookies.ts';
import { doorOf } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';
import { theHub } from '#server/http/hub.ts';
import type { RequestEvent } from './$types';

export const load = doorPage(async () => ({}));

export const actions = {
	default: doorAction(backForm, async ({ code }, event: RequestEvent) => {
		const { cookies, url } = event;
		const door = await doorOf(event);
		const found = await comeBack(door, await theHub(door), code);
		if ('refused' in found) {
			if (found.wait) event.setHeaders({ 'retry-after': `${found.wait}` });
			return { refused: found.refused };
		}
		if ('draft' in found) {
			writeToken(cookies, url, 'd', sealDraft(door, found.draft));
			return { go: `/get-help/${missing(found.draft) ?? 'check'}` };
		}
		writeToken(cookies, url, 's', sealBack(door, found.id));
		return { go: '/get-help/yours' };
	})
};
