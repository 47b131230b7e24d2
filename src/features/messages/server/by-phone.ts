import { addThread } from '#server/db/queries/messages.ts';
import { refuse, type Outcome } from '#server/http/ctx.ts';
import { isUrgentTopic } from '../domain/thread.ts';
import type { NewForm } from '../schema.ts';
import { answerThread, threadInHub, type WorkerCtx } from './desk.ts';

/**
 * Begins a thread with what a person said by phone (P19): it waits like what she writes herself, due from now, and says that it was told by phone. The same form twice is one thread.
 * @throws NotYours where its number is another's.
 */
export async function startByPhone(
	ctx: WorkerCtx,
	{ caseId, personId }: { caseId: string; personId: string },
	{ once, topic, text }: NewForm
): Promise<Outcome> {
	const { db, now } = ctx;
	const opened = { state: 'open', isUrgent: isUrgentTopic(topic), lastBy: 'person', openedAt: now, movedAt: now, dueAt: null } as const;
	await addThread(db, { id: once, hubId: db.hub, caseId, personId, topic, ...opened });
	if ((await threadInHub(ctx, once)).personId !== personId) return refuse('form', 'messages.error.form');
	return answerThread(ctx, once, { once, text, as: 'phone' });
}
