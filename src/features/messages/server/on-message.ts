import { coverFor } from '#features/staff/domain/cover.ts';
import { shutOut } from '#server/db/queries/restrict.ts';
import { rosterOf } from '#server/db/queries/staff.ts';
import { newId } from '#server/db/keyring.ts';
import { namedContactsOf } from '#server/db/queries/cases.ts';
import { giveThread } from '#server/db/queries/message-more.ts';
import { takeLate, threadOfHub } from '#server/db/queries/messages.ts';
import { addTask, endTasksAbout, hasOpenTask, type TaskKind } from '#server/db/queries/tasks.ts';
import type { Db } from '#server/db/as.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { JobActor } from '#server/policy/actor.ts';
import type { HubId } from '#shared/ids.ts';
import { londonDay } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import { askDays, isTalkTopic } from '../domain/thread.ts';

type Job = Ctx<JobActor>;
type About = { id: string; caseId: string | null; personId: string };

async function ensure(
	{ db, now }: Job,
	{ id, caseId, personId }: About,
	kind: TaskKind,
	dueOn: string,
	isUrgent: boolean,
	assignedTo: string | null = null
): Promise<void> {
	if (await hasOpenTask(db, kind, { about: id })) return;
	await addTask(db, { id: newId(now), hubId: db.hub, caseId, personId, kind, isUrgent, dueOn, about: id, assignedTo, madeAt: now });
}

/** A person wrote: one task for a thread, due when her page says, however often she writes before we answer. Who asks for an interpreter has asked with that: somebody is to be found. Safe to run twice. */
export async function onMessageWritten(
	ctx: Job,
	{ thread = '', case: caseId = '', person = '', by = '', urgent = '', first = '' }: Record<string, string>
): Promise<void> {
	const about = { id: thread, caseId: caseId || null, personId: person };
	const dueOn = londonDay(new Date(by));
	const row = await threadOfHub(ctx.db, thread);
	if (row && isTalkTopic(row.topic) && !(await hasOpenTask(ctx.db, 'message_talk', { about: thread }))) return talk(ctx, about, dueOn);
	await ensure(ctx, about, 'message_waiting', dueOn, urgent === 'yes');
	if (row?.topic === 'interpreter' && first)
		await ensure(ctx, about, 'interpreter_asked', addWorkingDays(londonDay(ctx.now), askDays.interpreter), false);
}

/** Whoever does this worker's work today; null where nobody does, or the case is shut to who would: then it is the team's. */
async function atWork({ db, now }: Job, workerId: string, { caseId }: About): Promise<string | null> {
	const today = londonDay(now);
	const worker = coverFor(await rosterOf(db, today), workerId, today);
	if (!worker || worker === workerId || !caseId) return worker;
	return (await shutOut(db, caseId, [worker])).length ? null : worker;
}

/** Who is not sure whether to go on is for a talk with the one named in the case, or whoever takes it where nobody is named (P8). Nothing is withdrawn by it. */
async function talk(ctx: Job, about: About, dueOn: string): Promise<void> {
	const named = (await namedContactsOf(ctx.db, about.caseId ? [about.caseId] : [])).find(({ until }) => until === null);
	const worker = named && (await atWork(ctx, named.workerId, about));
	if (worker) await giveThread(ctx.db, about.id, worker);
	await ensure(ctx, about, 'message_talk', dueOn, false, worker ?? null);
}

/** She closed it herself: nobody has to answer any more, unless she wrote again before this ran. Safe to run twice. */
export async function onMessageClosed({ db }: Job, { thread = '' }: Record<string, string>): Promise<void> {
	if ((await threadOfHub(db, thread))?.state !== 'closed') return;
	await endTasksAbout(db, thread, ['message_waiting', 'message_late', 'message_talk']);
}

/** The round over what waits beyond its promise: each promise is told to the supervisor once (T28). @returns how many */
export const escalateLate = (db: Db, hub: HubId, now: Date): Promise<number> =>
	work(db, { actor: { kind: 'job', hub }, now, lang: 'en', requestId: newId(now), audit: null }, async (ctx: Job) => {
		const late = await takeLate(ctx.db);
		for (const row of late) await ensure(ctx, row, 'message_late', londonDay(now), true);
		return late.length;
	});
