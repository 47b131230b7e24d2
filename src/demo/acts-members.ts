import { randomUUID } from 'node:crypto';
import { writeAsAgency } from '#features/messages/server/agency.ts';
import { letAgencyIn } from '#features/messages/server/members.ts';
import { startThread } from '#features/messages/server/own.ts';
import { threadsOfPerson } from '#server/db/queries/messages.ts';
import { threadsOfAgency } from '#server/db/queries/thread-members.ts';
import { byAgency, byPerson, type Act } from './act.ts';
import { agencyOf } from './agencies.ts';
import { at } from './days.ts';

/** Michael lets the service that helps him read what he wrote, and it answers. After his request is there. */
export const memberActs = (now: Date): Act[] => [
	byPerson(at(now, '-5d', '09:40'), 'michael', 'message.written', async (ctx) => {
		await startThread(ctx, { once: randomUUID(), topic: 'support', text: 'Can somebody come with me to the court?' });
	}),
	byPerson(at(now, '-5d', '09:45'), 'michael', 'message.joined', async (ctx) => {
		const [thread] = await threadsOfPerson(ctx.db, ctx.actor.id);
		if (!thread) throw new RangeError('michael');
		await letAgencyIn(ctx, thread.id, { agency: agencyOf('harbour-support').id, before: true });
	}),
	byAgency(at(now, '-4d', '11:20'), 'peter', 'message.answered', async (ctx) => {
		const [thread] = await threadsOfAgency(ctx.db, ctx.actor.agency);
		if (!thread) throw new RangeError('peter');
		await writeAsAgency(ctx, thread.id, { once: randomUUID(), text: 'Yes. I can come with you. We can meet at the door.' });
	})
];
