import { readHelpedThread, writeAsHelper } from '#features/messages/server/helper.ts';
import { namesIn } from '#features/messages/server/words.ts';
import { writeForm } from '#features/messages/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'helping.read.own', audit: 'message.viewed' }, async (ctx, { params }: PageServerLoadEvent) => ({
	...{ once: crypto.randomUUID(), grant: params.grant },
	thread: await readHelpedThread(ctx, params.grant, params.thread),
	names: await namesIn(ctx, [])
}));

export const actions = {
	write: action({ may: 'helping.write.own', audit: 'message.written' }, writeForm, (ctx, form, { params }: RequestEvent) =>
		writeAsHelper(ctx, params.grant, params.thread, form)
	)
};
