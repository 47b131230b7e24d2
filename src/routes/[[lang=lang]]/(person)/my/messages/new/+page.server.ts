import { readPeople } from '#features/advocates/server/read-people.ts';
import { helpersWhoRead } from '#features/messages/server/members.ts';
import { startThread } from '#features/messages/server/own.ts';
import { newForm } from '#features/messages/schema.ts';
import { topics } from '#features/messages/domain/thread.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// `about`: the topic that stands chosen, where a page led here.
export const load = page({ may: 'message.write.own', audit: null }, async (ctx, { url }: PageServerLoadEvent) => ({
	once: crypto.randomUUID(),
	readers: helpersWhoRead((await readPeople(ctx)).helpers),
	about: topics.find((topic) => topic === url.searchParams.get('about')) ?? null
}));

export const actions = {
	default: action({ may: 'message.write.own', audit: 'message.written' }, newForm, (ctx, form, _event: RequestEvent) =>
		startThread(ctx, form)
	)
};
