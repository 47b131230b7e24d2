import { randomUUID } from 'node:crypto';
import { answerThread } from '#features/messages/server/desk.ts';
import { startThread } from '#features/messages/server/own.ts';
import { threadsOfHub } from '#server/db/queries/messages.ts';
import { byPerson, byWorker, type Act } from './act.ts';
import { at } from './days.ts';
import { personOf } from './people.ts';

/** Rana asked in Arabic and was answered; Grace wrote and waits. */
export const messageActs = (now: Date): Act[] => [
	byPerson(at(now, '-6d', '10:20'), 'rana', 'message.written', async (ctx) => {
		await startThread(ctx, { once: randomUUID(), topic: 'court', text: 'هل يمكن أن يكون معي مترجم في المحكمة؟' });
	}),
	byWorker(at(now, '-6d', '14:05'), 'jo', async (ctx) => {
		const thread = (await threadsOfHub(ctx.db)).find(({ personId }) => personId === personOf('rana').id);
		if (!thread) throw new RangeError('rana');
		await answerThread(ctx, thread.id, {
			once: randomUUID(),
			as: 'answer',
			lang: 'ar',
			english: 'Yes. We will ask the court for an interpreter and tell you when they confirm.',
			text: 'نعم. سنطلب مترجمًا من المحكمة ونخبرك عندما يؤكدون.'
		});
		ctx.record({ action: 'message.answered', personId: thread.personId, objectId: thread.id });
	}),
	byPerson(at(now, '-1d', '16:40'), 'grace', 'message.written', async (ctx) => {
		await startThread(ctx, { once: randomUUID(), topic: 'case', text: 'Has anything changed since last week?' });
	})
];
