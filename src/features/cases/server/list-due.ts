import { contactsNow, untoldOf } from '#server/db/queries/due.ts';
import { workersOf } from '#server/db/queries/people.ts';
import { openTasks, type TaskRow } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { isEnhanced } from '../domain/clock-code.ts';
import { dueOrder } from '../domain/clock-order.ts';
import { dueGroups, isDueWithin, type DueFilter, type DueGroup, type DueView } from '../domain/due-filter.ts';
import { groupOf } from './due-groups.ts';
import { taskRow, tellRows, type DueRow } from './due-rows.ts';
import { loadMatters, type LoadedMatter } from './load-matters.ts';
import { codeCaseOf } from './code-case.ts';

export type DueList = {
	rows: DueRow[];
	/** Everything in this view, before what it is about and by when are chosen; how many of it each choice would show. */
	total: number;
	safety: number;
	counts: Record<DueGroup, number>;
	/** How many there are of what was chosen. */
	chosen: number;
	from: number;
	next: number | null;
	isCut: boolean;
};

const onePage = 200;
/** Untold pieces of news looked at, the newest first, so that today's are always among them. */
const reach = 1500;
/** Tasks that a tell row already stands for. */
const merged: readonly TaskRow['kind'][] = ['danger', 'ask_owner', 'tell_news'];

/**
 * What is due (T5, journey 6): danger first, then every open task and every event nobody told a participant about, by the day the console works to, enhanced
 * first on the same day. At most 200 rows at a time, with a fixed number of queries. Danger stands in every worker's view (P4);
 * the filter "enhanced" gives precisely the cases with a reason (T4). What something is about, and by when, narrows it further (F73): danger stays on top of the view it is in.
 */
export async function listDue(
	ctx: Ctx<WorkerActor>,
	{ view, enhanced, group, when }: Pick<DueFilter, 'view' | 'enhanced'> & Partial<DueFilter>,
	from = 0
): Promise<DueList> {
	const { actor, now } = ctx;
	const { matters, tasks, isCut } = await allDue(ctx);
	const caseIds = matters.map(({ case: { id } }) => id);
	const isMine = await viewOf(ctx, view, caseIds, tasks);
	const inView = rowsOf(matters, tasks, now).filter((row) => (row.isSafety || isMine(row)) && (!enhanced || row.enhanced));
	const today = londonDay(now);
	const shown = inView.filter((row) => (!group || groupOf(row) === group) && (!when || isDueWithin(row.dueBy, when, today)));
	const ordered = inDueOrder(shown, actor.roles.includes('supervisor'));
	const more = ordered.length > from + onePage;
	return {
		rows: ordered.slice(from, from + onePage),
		total: inView.length,
		safety: inView.filter(({ isSafety }) => isSafety).length,
		counts: countsOf(inView),
		chosen: shown.length,
		from,
		next: more ? from + onePage : null,
		isCut
	};
}

const countsOf = (rows: readonly DueRow[]): DueList['counts'] => {
	const by = Map.groupBy(rows, groupOf);
	return Object.fromEntries(dueGroups.map((group) => [group, by.get(group)?.length ?? 0])) as DueList['counts'];
};

/** Everything that is due in the hub, as it is loaded: for the list, and for giving rows of it to somebody. */
async function allDue({ db }: Ctx<WorkerActor>): Promise<{ matters: LoadedMatter[]; tasks: TaskRow[]; isCut: boolean }> {
	const untold = await untoldOf(db, reach);
	const tasks = await openTasks(db);
	const caseIds = [...new Set([...untold.map(({ caseId }) => caseId), ...tasks.flatMap(({ caseId }) => caseId ?? [])])];
	return { matters: await loadMatters(db, caseIds), tasks, isCut: untold.length === reach };
}

/** These rows of the list, by their ids, whoever's they are. What was done meanwhile is not among them. */
export async function dueRows(ctx: Ctx<WorkerActor>, ids: readonly string[]): Promise<DueRow[]> {
	const { matters, tasks } = await allDue(ctx);
	return rowsOf(matters, tasks, ctx.now).filter(({ id }) => ids.includes(id));
}

function rowsOf(matters: readonly LoadedMatter[], tasks: readonly TaskRow[], now: Date): DueRow[] {
	const tells = matters.flatMap((matter) => tellRows(matter, tasks, now));
	const stoodFor = new Set(tells.map(({ eventId, personId }) => `${eventId}.${personId}`));
	const enhancedCases = new Set(
		matters.filter((matter) => isEnhanced(codeCaseOf(matter.case, matter.participant))).map(({ case: { id } }) => id)
	);
	const alone = tasks.filter((task) => !(merged.includes(task.kind) && stoodFor.has(`${task.eventId}.${task.personId}`)));
	return [...tells, ...alone.map((task) => taskRow(task, task.caseId !== null && enhancedCases.has(task.caseId), now))];
}

/** A supervisor sees first what has waited too long; everyone sees danger and urgent tasks before days are compared (P4, P13). */
function inDueOrder(rows: readonly DueRow[], isSupervisor: boolean): DueRow[] {
	const rank = (row: DueRow) => (isSupervisor && row.isEscalated ? 0 : row.isSafety ? 1 : row.isUrgent ? 2 : 3);
	const ordered = dueOrder(rows.map((row) => ({ ...row, danger: row.isSafety || row.isUrgent })));
	return [0, 1, 2, 3].flatMap((each) => ordered.filter((row) => rank(row) === each));
}

/** Whose rows a view holds. A case without a named contact is everybody's, or it would be nobody's (T1). What waits for a supervisor is hers. */
async function viewOf(
	{ db, actor }: Ctx<WorkerActor>,
	view: DueView,
	caseIds: readonly string[],
	tasks: readonly TaskRow[]
): Promise<(row: DueRow) => boolean> {
	if (view === 'hub') return () => true;
	const team = new Map((await workersOf(db)).map((worker) => [worker.id, worker.team]));
	const mine = (workerId: string) => workerId === actor.id || (view === 'team' && team.get(workerId) === team.get(actor.id));
	const holder = new Map((await contactsNow(db, caseIds)).map(({ caseId, workerId }) => [caseId, workerId]));
	const given = new Map(tasks.map((task) => [task.id, task.assignedTo]));
	const isSupervisor = actor.roles.includes('supervisor');
	return ({ caseId, taskId, kind, isEscalated }) => {
		if (kind !== 'tell' && isEscalated) return isSupervisor || view === 'team';
		const worker = (taskId && given.get(taskId)) || (caseId && holder.get(caseId));
		return !worker || mine(worker);
	};
}
