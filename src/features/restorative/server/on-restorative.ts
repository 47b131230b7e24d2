import { newId } from '#server/db/keyring.ts';
import { addTask, hasOpenTask } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';

async function ask(
	{ db, now }: Ctx<JobActor>,
	kind: 'restorative_asked' | 'restorative_stopped',
	payload: Record<string, string>
): Promise<void> {
	const { person, case: caseId } = payload;
	if (!person || !caseId || (await hasOpenTask(db, kind, { personId: person }))) return;
	const row = {
		id: newId(now),
		hubId: db.hub,
		personId: person,
		caseId,
		kind,
		about: person,
		isUrgent: kind === 'restorative_stopped'
	} as const;
	await addTask(db, { ...row, dueOn: londonDay(now), madeAt: now });
}

/** Somebody would like to hear more about restorative justice (T35): a worker talks with them first, whatever happened to them. */
export const onRestorativeAsked = (ctx: Ctx<JobActor>, payload: Record<string, string>): Promise<void> =>
	ask(ctx, 'restorative_asked', payload);

/** They have changed their mind after something may have gone to the provider: the provider is asked to stop, the same day. */
export const onRestorativeStopped = (ctx: Ctx<JobActor>, payload: Record<string, string>): Promise<void> =>
	ask(ctx, 'restorative_stopped', payload);
