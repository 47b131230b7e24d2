import { endTasksMade, markUndone, reopenTasks, tryOf, unpauseWays } from '#server/db/queries/tellings.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import type { Day } from '#shared/london.ts';
import type { Preference } from '#features/contact/domain/preference.ts';
import type { Clock } from '../domain/clock-state.ts';
import type { TryOutcome } from '../domain/event.ts';
import { newsOf } from '../domain/news.ts';
import { idSchema } from '../schema.ts';
import { pressing } from './due-rows.ts';
import { clocksFor } from './load-matters.ts';
import { matterWithEvent, nextWays } from './read-tell.ts';

/** How long a worker may take back what they recorded. */
export const undoMinutes = 10;
/** The earliest recording that may still be taken back. */
export const sinceWhen = (now: Date) => new Date(now.getTime() - undoMinutes * 60_000);

export type Undone = { personId: string; madeAt: Date };

/**
 * Takes back a try within ten minutes (journey 6 step 7), by the worker who recorded it: what it settled is open again, what it made is ended, a way it shut is open
 * again. The row itself stays, marked. @throws NotYours
 */
export async function undoTelling(
	ctx: Ctx<WorkerActor>,
	caseId: string,
	tellingId: string,
	eventId: string
): Promise<Undone | { refused: readonly Issue[] }> {
	const { db, now, actor } = ctx;
	const row = await tryOf(db, caseId, tellingId);
	if (!row || row.eventId !== eventId) throw new NotYours();
	if (!(await markUndone(db, tellingId, actor.id, sinceWhen(now)))) return refuse('form', 'due.undo.tooLate');
	ctx.about({ caseId, personId: row.personId, objectId: tellingId });
	// First end what it made, then open what it settled: both carry the moment of the recording. Only "told" settles anything.
	await endTasksMade(db, row.personId, row.madeAt, actor.id);
	if (row.outcome === 'told') await reopenTasks(db, row.personId, row.madeAt, actor.id);
	await unpauseWays(db, row.personId, row.madeAt);
	return { personId: row.personId, madeAt: row.madeAt };
}

export type DonePage = {
	personId: string;
	eventId: string;
	outcome: TryOutcome;
	way: string;
	at: string;
	nextAt: string | null;
	isUndone: boolean;
	mayUndo: boolean;
	dueBy: Day | null;
	state: Clock['state'] | null;
	/** Whether the person can read it on their page now. */
	isShown: boolean;
};

const areIds = (...ids: string[]) => ids.every((id) => idSchema.safeParse(id).success);

/** What was recorded, as the page after it says (journey 6 step 7). @throws NotYours */
export async function readDone(ctx: Ctx<WorkerActor>, caseId: string, eventId: string, tellingId: string): Promise<DonePage> {
	const row = areIds(caseId, tellingId) ? await tryOf(ctx.db, caseId, tellingId) : undefined;
	if (!row || row.eventId !== eventId) throw new NotYours();
	const { matter, event } = await matterWithEvent(ctx, caseId, eventId, row.personId);
	ctx.about({ caseId, personId: row.personId, objectId: tellingId, reason: 'after_telling' });
	const clock = pressing(clocksFor(matter, ctx.now), [eventId]);
	const isPublished = matter.rows.some(({ id, publishedAt }) => id === eventId && publishedAt !== null);
	return {
		personId: row.personId,
		eventId,
		outcome: row.outcome as TryOutcome,
		way: row.way,
		at: row.at.toISOString(),
		nextAt: row.nextAt?.toISOString() ?? null,
		isUndone: row.undoneAt !== null,
		mayUndo: row.undoneAt === null && row.workerId === ctx.actor.id && row.madeAt >= sinceWhen(ctx.now),
		...{ dueBy: clock?.dueBy ?? null, state: clock?.state ?? null },
		isShown: isPublished || (row.undoneAt === null && row.shownAt !== null && newsOf(event) === 'hard')
	};
}

/** What P9 offers after tries in vain: the next safe way, or a supervisor. */
export async function offerAfter(ctx: Ctx<WorkerActor>, personId: string, preference: Preference) {
	const { ways, supervisor } = await nextWays(ctx, personId, preference);
	return { nextWay: ways[0]?.kind ?? null, supervisor };
}
