import { newId } from '#server/db/keyring.ts';
import { addTask, type TaskKind } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { reachFor } from './reach.ts';

/** At raised risk a quiet task for the hub, to ask the person at the next safe contact whether it was she (P6); at ordinary risk nothing. Nobody is contacted because of it (S-22), and she never sees the task. */
const askAtRaisedRisk =
	(kind: TaskKind) =>
	async (ctx: Ctx<JobActor>, payload: Record<string, string>): Promise<void> => {
		const { db, now } = ctx;
		const person = payload.person ?? '';
		const reach = (await reachFor(ctx, [person], () => ({ kind: 'automatic' }))).get(person);
		if (reach?.risk !== 'raised') return;
		const row = { id: newId(now), hubId: db.hub, personId: person, kind, isUrgent: false } as const;
		await addTask(db, { ...row, dueOn: londonDay(now), madeAt: now });
	};

/** How a person signs in has changed: her password, a passkey, her page closed. */
export const askWhoChangedAccount = askAtRaisedRisk('account_changed');
/** Somebody was let in by a person, or let in no longer. */
export const askWhoChangedHelper = askAtRaisedRisk('helper_changed');
/** Somebody stopped sharing on her page: it may not have been she (journey 5 step 11). */
export const askWhoStoppedSharing = askAtRaisedRisk('share_check');
