import { newId } from '#server/db/keyring.ts';
import { takeLate } from '#server/db/queries/messages.ts';
import { addTask, hasOpenTask, type TaskKind } from '#server/db/queries/tasks.ts';
import type { Db } from '#server/db/as.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import type { HubId } from '#shared/ids.ts';
import { londonDay } from '#shared/london.ts';

type Job = Ctx<JobActor>;
type About = { id: string; caseId: string | null; personId: string };

async function ensure({ db, now }: Job, { id, caseId, personId }: About, kind: TaskKind, dueOn: string, isUrgent: boolean): Promise<void> {
	if (await hasOpenTask(db, kind, { about: id })) return;
	await addTask(db, { id: newId(now), hubId: db.hub, caseId, personId, kind, isUrgent, dueOn, about: id, madeAt: now });
}

/** A person wrote: one task for a thread, due when her page says, however often she writes before we answer. Safe to run twice. */
export async function onMessageWritten(
	ctx: Job,
	{ thread = '', case: caseId = '', person = '', by = '', urgent = '' }: Record<string, string>
): Promise<void> {
	await ensure(ctx, { id: thread, caseId: caseId || null, personId: person }, 'message_waiting', londonDay(new Date(by)), urgent === 'yes');
}

/** The round over what waits beyond its promise: each is told to the supervisor once (T28). @returns how many */
export const escalateLate = (db: Db, hub: HubId, now: Date): Promise<number> =>
	work(db, { actor: { kind: 'job', hub }, now, lang: 'en', requestId: newId(now), audit: null }, async (ctx: Job) => {
		const late = await takeLate(ctx.db);
		for (const row of late) await ensure(ctx, row, 'message_late', londonDay(now), true);
		return late.length;
	});
