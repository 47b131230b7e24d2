import { newId } from '#server/db/keyring.ts';
import { addTask, hasOpenTask, type TaskKind } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { contactBy } from '../domain/answer.ts';

type Payload = Record<string, string>;

async function makeOne({ db, now }: Ctx<JobActor>, payload: Payload, kind: TaskKind, isUrgent: boolean, dueOn: string): Promise<void> {
	const personId = payload.person ?? '';
	// Safe to run twice: one open task of a kind says it all.
	if (await hasOpenTask(db, kind, { personId })) return;
	await addTask(db, { id: newId(now), hubId: db.hub, personId, caseId: payload.case || null, kind, isUrgent, dueOn, madeAt: now });
}

/** A person said what would help: the hub speaks with her within 24 hours of that moment, however late this runs (T11). */
export const onNeed = (ctx: Ctx<JobActor>, payload: Payload): Promise<void> =>
	makeOne(ctx, payload, 'need_contact', false, londonDay(contactBy(payload.at ? new Date(payload.at) : ctx.now)));

/** A person said that she is not safe: an urgent task, at the top of the list (P20). She never sees it. */
export const onUnsafe = (ctx: Ctx<JobActor>, payload: Payload): Promise<void> =>
	makeOne(ctx, payload, 'not_safe', true, londonDay(ctx.now));
