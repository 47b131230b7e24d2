import { handedOn } from '#features/directory/server/hand-on.ts';
import { openDraft } from '#features/self-referrals/server/send.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { asReader, doorPage } from '#server/http/guard.ts';
import { nameAmongHubs } from '#server/http/hub.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = doorPage(async (event: PageServerLoadEvent) => {
	const { area } = openDraft(await doorOf(event), readToken(event.cookies, event.url, 'd'));
	if (!area) return sendTo(event, '/get-help/area');
	const scopes = await asReader(event as unknown as RequestEvent, (ctx) => handedOn(ctx, nameAmongHubs(), { area }));
	return { area, scopes };
});
