import { addThread, hasMessage, moveThread } from '#server/db/queries/messages.ts';
import { refuse, type Outcome } from '#server/http/ctx.ts';
import { soundsLikeDanger } from '../domain/text.ts';
import { isUrgentTopic } from '../domain/thread.ts';
import type { NewForm } from '../schema.ts';
import { here, threadInHub, type WorkerCtx } from './desk.ts';
import { answerBy, say } from './words.ts';

/**
 * Begins a thread with what a person said by phone (P19): it waits like what she writes herself, due from now, and says that it was told by phone. The same form twice is one thread.
 * @throws NotYours where its number is another's.
 */
export async function startByPhone(
	ctx: WorkerCtx,
	{ caseId, personId }: { caseId: string; personId: string },
	{ once, topic, text }: NewForm
): Promise<Outcome> {
	const { db, now, actor } = ctx;
	const isUrgent = isUrgentTopic(topic);
	const of = { id: once, hubId: db.hub, caseId, personId };
	await addThread(db, { ...of, topic, state: 'open', isUrgent, lastBy: 'person', openedAt: now, movedAt: now, dueAt: null });
	const row = await threadInHub(ctx, once);
	if (row.personId !== personId) return refuse('form', 'messages.error.form');
	if (await hasMessage(db, once, once)) return { go: here(once) };
	await say(ctx, row, { author: 'person', once, text, workerId: actor.id, isByPhone: true });
	const dueAt = answerBy(now, isUrgent);
	await moveThread(db, once, { lastBy: 'person', dueAt, ...(soundsLikeDanger(text) && { isMarked: true }) });
	ctx.emit('message.written', { thread: once, case: caseId, person: personId, by: dueAt.toISOString(), urgent: isUrgent ? 'yes' : '' });
	return { go: here(once) };
}
