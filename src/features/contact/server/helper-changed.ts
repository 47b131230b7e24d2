import { newId } from '#server/db/keyring.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { reachFor } from './reach.ts';

/** Somebody was let in, or let in no longer. At raised risk the hub gets a quiet task, to ask at the next safe contact whether it was really the person's wish (P6); otherwise nothing. */
export async function askWhoChangedHelper(ctx: Ctx<JobActor>, payload: Record<string, string>): Promise<void> {
	const { db, now } = ctx;
	const person = payload.person ?? '';
	const reach = (await reachFor(ctx, [person], () => ({ kind: 'automatic' }))).get(person);
	if (reach?.risk !== 'raised') return;
	const row = { id: newId(now), hubId: db.hub, personId: person, kind: 'helper_changed', isUrgent: false } as const;
	await addTask(db, { ...row, dueOn: londonDay(now), madeAt: now });
}
