import { giveTasks } from '#server/db/queries/due-lists.ts';
import { shutOut } from '#server/db/queries/restrict.ts';
import { addTask, settleTask } from '#server/db/queries/tasks.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { filterFrom, queryOf } from '../domain/due-filter.ts';
import type { GiveForm } from '../due-schema.ts';
import { awayNow } from './away.ts';
import { workerNames } from './console-names.ts';
import type { DueRow } from './due-rows.ts';
import { dueRows } from './list-due.ts';

type WorkerCtx = Ctx<WorkerActor>;

/** Whether one of these cases is shut to this worker: it could not be opened, and what was given would lie (P19). */
async function isShutTo({ db }: WorkerCtx, rows: readonly DueRow[], workerId: string): Promise<boolean> {
	for (const caseId of new Set(rows.flatMap((row) => row.caseId ?? []))) if ((await shutOut(db, caseId, [workerId])).length) return true;
	return false;
}

/** A piece of news that no task stands for yet gets one, so that it can be somebody's; it goes with the telling. */
async function giveNews({ db, now }: WorkerCtx, { caseId, personId, eventId, dueBy }: DueRow, assignedTo: string): Promise<void> {
	const dueOn = dueBy ?? londonDay(now);
	const about = { id: newId(now), hubId: db.hub, caseId, personId, eventId };
	await addTask(db, { ...about, kind: 'tell_news', isUrgent: false, dueOn, assignedTo, madeAt: now });
}

/**
 * Gives many rows of the due list to one worker at once, or back to the team (F73): all or none. Danger stays on everybody's list whoever has it (P4). What was settled meanwhile is left
 * out; a worker to whom one of the cases is shut is refused. Each case is named in the log.
 */
export async function giveRows(ctx: WorkerCtx, { row: ids, to, code }: GiveForm): Promise<Outcome> {
	const rows = await dueRows(ctx, ids);
	if (to !== 'team') {
		if (!(await workerNames(ctx.db)).some(({ id }) => id === to)) return refuse('to', 'due.give.error.to');
		if (await isShutTo(ctx, rows, to)) return refuse('to', 'restrict.contact.shut');
	}
	const tasks = rows.flatMap(({ taskId }) => taskId ?? []);
	await giveTasks(ctx.db, tasks, to === 'team' ? null : to);
	for (const row of rows) {
		if (to !== 'team' && !row.taskId) await giveNews(ctx, row, to);
		// A task that only said whose a piece of news is has nothing left to say.
		if (to === 'team' && row.taskId && row.isOnlyGiven) await settleTask(ctx.db, row.taskId, ctx.actor.id);
	}
	for (const { caseId, personId, id } of rows)
		ctx.record({
			action: 'task.given',
			caseId: caseId ?? undefined,
			personId: personId ?? undefined,
			objectId: id.slice(0, 36),
			reason: to
		});
	// Who is away does not see it before they are back: said at once, with who covers.
	const isAway = (await awayNow(ctx)).some(({ workerId }) => workerId === to);
	return { go: `/console?${queryOf(filterFrom(code))}&given=${rows.length}${isAway ? `&away=${to}` : ''}` };
}
