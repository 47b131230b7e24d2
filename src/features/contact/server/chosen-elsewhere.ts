import { newId } from '#server/db/keyring.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { waysByIndex } from '#server/db/queries/contact.ts';
import { waysOf } from '#server/db/queries/people.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { reachFor } from './reach.ts';

/**
 * A person changed how she may be reached, on her page. At raised risk the hub gets a quiet task to ask at the next safe contact whether it was she (P6), and always where a number came
 * back that was once said not to be safe (P2). Nobody is contacted because of it (S-22), and she never sees the task.
 */
export async function lookAtNewWays(ctx: Ctx<JobActor>, payload: Record<string, string>): Promise<void> {
	const { db, now } = ctx;
	const person = payload.person ?? '';
	if (payload.changes !== 'ways') return;
	const reach = (await reachFor(ctx, [person], () => ({ kind: 'automatic' }))).get(person);
	if (!reach) return;
	const open = (await waysOf(db, [person])).filter(({ safe }) => safe === 'safe');
	const known = await waysByIndex(
		db,
		person,
		open.map(({ valueIndex }) => valueIndex)
	);
	const isBack = known.some(({ safe }) => safe === 'unsafe');
	if (reach.risk !== 'raised' && !isBack) return;
	const row = { id: newId(now), hubId: db.hub, personId: person, kind: 'ways_changed', isUrgent: false } as const;
	await addTask(db, { ...row, about: isBack ? 'unsafe_again' : null, dueOn: londonDay(now), madeAt: now });
}
