import { newId } from '#server/db/keyring.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { reachFor } from './reach.ts';

/**
 * How a person signs in has changed: her password, a passkey, her page closed. At raised risk the hub gets a quiet task, to ask her at the next safe contact whether it was
 * she (P6); at ordinary risk nothing. Nobody is contacted because of it (S-22), and the person never sees the task.
 */
export async function askWhoChangedAccount(ctx: Ctx<JobActor>, payload: Record<string, string>): Promise<void> {
	const { db, now } = ctx;
	const person = payload.person ?? '';
	const reach = (await reachFor(ctx, [person], () => ({ kind: 'automatic' }))).get(person);
	if (reach?.risk !== 'raised') return;
	const row = { id: newId(now), hubId: db.hub, personId: person, kind: 'account_changed', isUrgent: false } as const;
	await addTask(db, { ...row, dueOn: londonDay(now), madeAt: now });
}
