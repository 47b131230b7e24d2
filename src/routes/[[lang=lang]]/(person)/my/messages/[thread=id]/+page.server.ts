import { readPeople } from '#features/advocates/server/read-people.ts';
import { answerMember, endOwnMember, letAgencyIn, readMembers } from '#features/messages/server/members.ts';
import { readOwn, turnOwn, writeOwn } from '#features/messages/server/own.ts';
import { namesIn } from '#features/messages/server/words.ts';
import { answerMemberForm, endMemberForm, letMemberForm, stateForm, writeForm } from '#features/messages/schema.ts';
import { isUrgentTopic, topics } from '#features/messages/domain/thread.ts';
import { readWhenRead } from '#features/needs/server/when-read.ts';
import { action, page } from '#server/http/guard.ts';
import { foundAbout } from '../about.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = page({ may: 'message.read.own', audit: null }, async (ctx, { params }: PageServerLoadEvent) => {
	const { helpers } = await readPeople(ctx);
	const thread = await readOwn(ctx, params.thread);
	return {
		once: crypto.randomUUID(),
		thread,
		members: await readMembers(ctx, params.thread, helpers),
		names: await namesIn(ctx, helpers),
		about: await foundAbout(ctx, thread.about),
		read: topics.some((topic) => topic === thread.topic && isUrgentTopic(topic)) ? readWhenRead(ctx.now) : null
	};
});

const writes = { may: 'message.write.own', audit: 'message.written' } as const;
const joins = { may: 'message.write.own', audit: 'message.joined' } as const;
export const actions = {
	write: action(writes, writeForm, (ctx, form, { params }: RequestEvent) => writeOwn(ctx, params.thread, form)),
	turn: action(writes, stateForm, (ctx, form, { params }: RequestEvent) => turnOwn(ctx, params.thread, form.to)),
	letIn: action(joins, letMemberForm, (ctx, form, { params }: RequestEvent) => letAgencyIn(ctx, params.thread, form)),
	member: action(joins, answerMemberForm, (ctx, form, { params }: RequestEvent) => answerMember(ctx, params.thread, form)),
	end: action(joins, endMemberForm, (ctx, form, { params }: RequestEvent) => endOwnMember(ctx, params.thread, form))
};
