import { newId } from '#server/db/keyring.ts';
import { addTask, hasOpenTask } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';

type Payload = Record<string, string>;

async function ask({ db, now }: Ctx<JobActor>, kind: 'helper_check' | 'helper_ask_again', payload: Payload, dueOn: string): Promise<void> {
	const { person, case: caseId, grant } = payload;
	if (!person || !caseId || !grant || (await hasOpenTask(db, kind, { about: grant }))) return;
	const row = { id: newId(now), hubId: db.hub, personId: person, caseId, kind, about: grant, isUrgent: false } as const;
	await addTask(db, { ...row, dueOn, madeAt: now });
}

/** Somebody waits for a worker's yes: a parent of a young person (P17), or a name that is in the case (S-25). Due the same day. */
export const onHelperWaits = (ctx: Ctx<JobActor>, payload: Payload): Promise<void> => ask(ctx, 'helper_check', payload, londonDay(ctx.now));

/** At 16 a worker asks the young person whether the parent shall go on reading (P17): a task due on that day. */
export const onAskAgain = (ctx: Ctx<JobActor>, payload: Payload): Promise<void> =>
	ask(ctx, 'helper_ask_again', payload, payload.on ?? londonDay(ctx.now));
