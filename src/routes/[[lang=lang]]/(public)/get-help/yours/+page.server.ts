import { answerForm, moreForm, pressForm } from '#features/self-referrals/schema.ts';
import { cancelAsk, changeAnswer, openBack, readOwnAsk, writeMore } from '#features/self-referrals/server/back.ts';
import { readToken } from '#server/http/cookies.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { doorOf, sendTo } from '#server/http/door.ts';
import { doorAction, doorPage } from '#server/http/guard.ts';
import { theHub } from '#server/http/hub.ts';
import type { HubId } from '#shared/ids.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

type Door = Awaited<ReturnType<typeof doorOf>>;
const dones = ['more', 'answer', 'cancelled'] as const;

export const load = doorPage(async (event: PageServerLoadEvent) => {
	const door = await doorOf(event);
	const id = openBack(door, readToken(event.cookies, event.url, 's'));
	const ask = id && (await readOwnAsk(door, await theHub(door), id));
	if (!ask) return sendTo(event, '/get-help/back');
	return { ask, done: dones.find((one) => one === event.url.searchParams.get('done')) ?? null };
});

/** For whoever typed the four words less than half an hour ago; others type them again. */
async function withWords(event: RequestEvent, run: (door: Door, hub: HubId, id: string) => Promise<Outcome>): Promise<Outcome> {
	const door = await doorOf(event);
	const id = openBack(door, readToken(event.cookies, event.url, 's'));
	return id ? run(door, await theHub(door), id) : { go: '/get-help/back' };
}

export const actions = {
	more: doorAction(moreForm, ({ more }, event: RequestEvent) => withWords(event, (door, hub, id) => writeMore(door, hub, id, more))),
	answer: doorAction(answerForm, (form, event: RequestEvent) => withWords(event, (door, hub, id) => changeAnswer(door, hub, id, form))),
	cancel: doorAction(pressForm, (_form, event: RequestEvent) => withWords(event, cancelAsk))
};
