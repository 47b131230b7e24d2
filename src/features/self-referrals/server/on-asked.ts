import { newId } from '#server/db/keyring.ts';
import { addTask, hasOpenTask } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';

async function ensure({ db, now }: Ctx<JobActor>, ask: string, isUrgent: boolean, dueOn: string): Promise<void> {
	if (await hasOpenTask(db, 'help_asked', { about: ask })) return;
	await addTask(db, {
		id: newId(now),
		hubId: db.hub,
		caseId: null,
		personId: null,
		kind: 'help_asked',
		isUrgent,
		dueOn,
		about: ask,
		madeAt: now
	});
}

/** Somebody asked for help: the hub's task, due when the last page said (P14); urgent for who is not safe or under 18. Safe to run twice. */
export const onHelpAsked = (ctx: Ctx<JobActor>, { ask = '', urgent = '', by = '' }: Record<string, string>): Promise<void> =>
	ensure(ctx, ask, urgent === 'yes', londonDay(by ? new Date(by) : ctx.now));

/** They wrote once more, changed how to be answered, or joined it to their page: somebody looks the same day. Taken back: nobody does. */
export async function onHelpChanged(ctx: Ctx<JobActor>, { ask = '', what = '' }: Record<string, string>): Promise<void> {
	if (what !== 'cancelled') await ensure(ctx, ask, false, londonDay(ctx.now));
}
