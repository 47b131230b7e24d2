import { readPeople } from '#features/advocates/server/read-people.ts';
import { helpersWhoRead } from '#features/messages/server/members.ts';
import { startThread } from '#features/messages/server/own.ts';
import { newForm } from '#features/messages/schema.ts';
import { aboutCode, aboutFrom, topicFor } from '#features/messages/domain/about.ts';
import { topics } from '#features/messages/domain/thread.ts';
import { readWhenRead } from '#features/needs/server/when-read.ts';
import { action, page } from '#server/http/guard.ts';
import { foundAbout, sentAbout } from '../about.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

// `about`: the topic that stands chosen, or the line of her page that she asks about.
export const load = page({ may: 'message.write.own', audit: null }, async (ctx, { url }: PageServerLoadEvent) => {
	const from = url.searchParams.get('about');
	const about = await foundAbout(ctx, aboutFrom(from));
	return {
		once: crypto.randomUUID(),
		readers: helpersWhoRead((await readPeople(ctx)).helpers),
		about: about && { ...about, code: aboutCode(about) },
		topic: topics.find((topic) => topic === from) ?? (about && topicFor(about)),
		read: readWhenRead(ctx.now)
	};
});

export const actions = {
	default: action({ may: 'message.write.own', audit: 'message.written' }, newForm, async (ctx, form, _event: RequestEvent) =>
		startThread(ctx, form, await sentAbout(ctx, form.about))
	)
};
