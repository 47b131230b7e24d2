import { addTask } from '#server/db/queries/tasks.ts';
import { newId } from '#server/db/keyring.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';

/** Tells the hub that an invitation ended after five wrong tries (P5, T31): somebody may be guessing, or a person needs a new code. */
export async function tellHubOfStoppedInvitation({ db, now }: Ctx<JobActor>, payload: Record<string, string>): Promise<void> {
	await addTask(db, {
		id: newId(now),
		hubId: db.hub,
		personId: payload.person ?? null,
		kind: 'invitation_stopped',
		isUrgent: true,
		dueOn: londonDay(now),
		madeAt: now
	});
}
