import { countDue, dueMarks, dueOfEvents, firstDue, type DueKey, type DueNarrow } from '#server/db/queries/due-rows.ts';
import { mattersOf } from '#server/db/queries/reports.ts';
import { openTasks, type TaskRow } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { addDays, londonDay, type Day } from '#shared/london.ts';
import { isEnhanced } from '../domain/clock-code.ts';
import { dueGroups, isDueWithin, weekEnds, type DueFilter, type DueGroup } from '../domain/due-filter.ts';
import { codeCaseOf } from './code-case.ts';
import { groupOf } from './due-groups.ts';
import { inDueOrder, placeOf, viewOf, workersIn, type Place } from './due-places.ts';
import { merged, taskRow, tellRows, type DueRow } from './due-rows.ts';
import { loadMatters } from './load-matters.ts';

type WorkerCtx = Ctx<WorkerActor>;
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

const onePage = 50;
/** Changes that nobody has folded yet and that are folded at this look. More stand there only where the jobs have stopped. */
const marksAtMost = 1000;

/** What of the hub is not folded: every open task, the cases that changed since, and the news that tasks are about. */
async function loadRest({ db, now }: WorkerCtx) {
	const tasks = await openTasks(db);
	const marks = await dueMarks(db, marksAtMost);
	const marked = [...new Set(marks.map(({ caseId }) => caseId))];
	const live = (await loadMatters(db, marked))
		.filter((matter) => matter.case.shreddedAt === null)
		.flatMap((matter) => tellRows(matter, tasks, now));
	const about = tasks.flatMap(({ kind, eventId }) => (merged.includes(kind) && eventId ? eventId : []));
	const apart = (await dueOfEvents(db, about)).filter(({ caseId }) => !marked.includes(caseId));
	return { tasks, marked, live, apart, isCut: marks.length === marksAtMost };
}
type Rest = Awaited<ReturnType<typeof loadRest>>;

/** Tasks that no row of news stands for, as rows. */
async function aloneOf({ db, now }: WorkerCtx, { tasks, live, apart }: Rest): Promise<DueRow[]> {
	const stoodFor = new Set([...live, ...apart].map(({ eventId, personId }) => `${eventId}.${personId}`));
	const alone = tasks.filter((task) => !(merged.includes(task.kind) && stoodFor.has(`${task.eventId}.${task.personId}`)));
	const matters = await mattersOf(db, [...new Set(alone.flatMap(({ caseId }) => caseId ?? []))]);
	const enhanced = new Set(
		matters.filter((matter) => isEnhanced(codeCaseOf(matter.case, matter.participant))).map(({ case: { id } }) => id)
	);
	return alone.map((task) => taskRow(task, task.caseId !== null && enhanced.has(task.caseId), now));
}

/** News is about safety or is plain news, and by when it is due: what the folded rows are narrowed by. Null: none of them is meant. */
function narrowOf(group: DueGroup | null, when: DueFilter['when'], today: Day): DueNarrow | null {
	if (group && group !== 'news' && group !== 'safety') return null;
	const to = when === 'late' ? addDays(today, -1) : when === 'today' ? today : when === 'week' ? weekEnds(today) : null;
	return { isSafety: group ? group === 'safety' : null, to };
}

const isGiven = (tasks: readonly TaskRow[], { eventId, personId }: DueKey): boolean =>
	tasks.some((task) => task.assignedTo !== null && task.eventId === eventId && task.personId === personId && merged.includes(task.kind));

/**
 * What is due (T5, journey 6): danger first, then every open task and every event nobody told a participant about, by the day the console works to, enhanced
 * first on the same day. At most 50 rows at a time, with a fixed number of queries: what did not change since it was folded (`fold-due.ts`) is read in its order and opened only for the page
 * that is shown; what changed is folded here, so that nothing is missing for a moment. Danger stands in every worker's view (P4); the filter "enhanced" gives precisely the cases with a
 * reason (T4). What something is about, and by when, narrows it further (F73).
 */
export async function listDue(
	ctx: WorkerCtx,
	{ view, enhanced, group = null, when = null }: Pick<DueFilter, 'view' | 'enhanced'> & Partial<DueFilter>,
	from = 0
): Promise<DueList> {
	const { db, actor, now } = ctx;
	const today = londonDay(now);
	const rest = await loadRest(ctx);
	const workers = await workersIn(ctx, view);
	// What was given to somebody is theirs, and not its contact's: looked at apart.
	const given = rest.apart.filter((key) => isGiven(rest.tasks, key));
	const wish = { workers, enhanced, marked: rest.marked, without: given.map(({ eventId }) => eventId) };
	const apart = rest.apart.filter(({ eventId }) => wish.without.includes(eventId));
	const others: Place[] = [
		...apart.map((key) => placeOf(key, rest.tasks, now)),
		...[...rest.live, ...(await aloneOf(ctx, rest))].map((row) => ({ ...row, row }))
	];
	const isMine = await viewOf(ctx, view, workers, [...new Set(others.flatMap(({ caseId }) => caseId ?? []))]);
	const inView = others.filter((place) => isMine(place) && (!enhanced || place.enhanced));
	const shown = inView.filter((place) => (!group || groupOf(place) === group) && (!when || isDueWithin(place.dueBy, when, today)));
	const narrow = narrowOf(group, when, today);
	const folded = await countDue(db, wish, narrow ?? { isSafety: null, to: null });
	const keys = narrow ? await firstDue(db, wish, narrow, from + onePage + 1) : [];
	const ordered = inDueOrder([...shown, ...keys.map((key) => placeOf(key, rest.tasks, now))], actor.roles.includes('supervisor'));
	return {
		rows: await opened(ctx, ordered.slice(from, from + onePage), rest.tasks),
		total: inView.length + folded.all,
		safety: inView.filter(({ isSafety }) => isSafety).length + folded.safety,
		counts: countsOf(inView, folded),
		chosen: shown.length + (narrow ? folded.chosen : 0),
		from,
		next: ordered.length > from + onePage ? from + onePage : null,
		isCut: rest.isCut
	};
}

function countsOf(places: readonly Place[], folded: { all: number; safety: number }): DueList['counts'] {
	const by = Map.groupBy(places, groupOf);
	const own = Object.fromEntries(dueGroups.map((group) => [group, by.get(group)?.length ?? 0])) as DueList['counts'];
	return { ...own, safety: own.safety + folded.safety, news: own.news + folded.all - folded.safety };
}

/** The rows of one page: what was folded before is opened now. What is no longer due, by a date alone, is left out. */
async function opened({ db, now }: WorkerCtx, page: readonly Place[], tasks: readonly TaskRow[]): Promise<DueRow[]> {
	const closed = page.filter(({ row }) => !row);
	const matters = await loadMatters(db, [...new Set(closed.flatMap(({ caseId }) => caseId ?? []))]);
	const rows = new Map(matters.flatMap((matter) => tellRows(matter, tasks, now)).map((row) => [row.id, row]));
	return page.flatMap((place) => place.row ?? rows.get(place.id) ?? []);
}

/** These rows of the list, by their ids, whoever's they are. What was done meanwhile is not among them. */
export async function dueRows(ctx: WorkerCtx, ids: readonly string[]): Promise<DueRow[]> {
	const rest = await loadRest(ctx);
	const events = ids.flatMap((id) => (id.includes('.') ? (id.split('.')[0] ?? []) : []));
	const keys = (await dueOfEvents(ctx.db, events)).filter(({ caseId }) => !rest.marked.includes(caseId));
	const folded = await opened(
		ctx,
		keys.map((key) => placeOf(key, rest.tasks, ctx.now)),
		rest.tasks
	);
	return [...folded, ...rest.live, ...(await aloneOf(ctx, rest))].filter(({ id }) => ids.includes(id));
}
