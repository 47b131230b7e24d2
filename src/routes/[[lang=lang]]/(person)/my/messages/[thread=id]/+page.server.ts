import { readOwn, turnOwn, writeOwn } from '#features/messages/server/own.ts';
import { stateForm, writeForm } from '#features/messages/schema.ts';
import { isUrgentTopic, topics } from '#features/messages/domain/thread.ts';
import { readWhenRead } from '#features/needs/server/when-read.ts';
import { action, page } from '#server/http/guard.ts';
import { foundAbout } from '../about.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'message.read.own', audit: null }, async (ctx, { params }: PageServerLoadEvent) => {
	const thread = await readOwn(ctx, params.thread);
	return {
		once: crypto.randomUUID(),
		thread,
		about: await foundAbout(ctx, thread.about),
		read: topics.some((topic) => topic === thread.topic && isUrgentTopic(topic)) ? readWhenRead(ctx.now) : null
	};
});

const writes = { may: 'message.write.own', audit: 'message.written' } as const;
export const actions = {
	write: action(writes, writeForm, (ctx, form, { params }: RequestEvent) => writeOwn(ctx, params.thread, form)),
	turn: action(writes, stateForm, (ctx, form, { params }: RequestEvent) => turnOwn(ctx, params.thread, form.to))
};
