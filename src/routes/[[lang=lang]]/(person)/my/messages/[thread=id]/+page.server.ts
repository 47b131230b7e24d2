import { readOwn, turnOwn, writeOwn } from '#features/messages/server/own.ts';
import { stateForm, writeForm } from '#features/messages/schema.ts';
import { action, page } from '#server/http/guard.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'message.read.own', audit: null }, async (ctx, { params }: PageServerLoadEvent) => ({
	once: crypto.randomUUID(),
	thread: await readOwn(ctx, params.thread)
}));

const writes = { may: 'message.write.own', audit: 'message.written' } as const;
export const actions = {
	write: action(writes, writeForm, (ctx, form, { params }: RequestEvent) => writeOwn(ctx, params.thread, form)),
	turn: action(writes, stateForm, (ctx, form, { params }: RequestEvent) => turnOwn(ctx, params.thread, form.to))
};
