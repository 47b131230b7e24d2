import { contactsNow } from '#server/db/queries/due.ts';
import type { DueKey } from '#server/db/queries/due-rows.ts';
import { rosterOf } from '#server/db/queries/staff.ts';
import type { TaskRow } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { teammates, workOf } from '#features/staff/domain/cover.ts';
import { londonDay } from '#shared/london.ts';
import { dueOrder } from '../domain/clock-order.ts';
import type { DueView } from '../domain/due-filter.ts';
import { waitsTooLong, type DueRow } from './due-rows.ts';

/** Where a thing stands on the list, and the whole of it where that is known already: what was folded before is opened only for the page that is shown. */
export type Place = Pick<
	DueRow,
	'id' | 'kind' | 'caseId' | 'taskId' | 'givenTo' | 'isSafety' | 'isUrgent' | 'isEscalated' | 'dueBy' | 'enhanced'
> & { row?: DueRow };

/** The place of a folded piece of news, with what open tasks say about it now. */
export function placeOf({ eventId, personId, caseId, isSafety, enhanced, dueOn }: DueKey, tasks: readonly TaskRow[], now: Date): Place {
	const about = tasks.filter((task) => task.eventId === eventId && task.personId === personId);
	const danger = about.find(({ kind }) => kind === 'danger');
	const task = danger ?? about.find(({ kind }) => kind === 'ask_owner') ?? about.find(({ kind }) => kind === 'tell_news');
	return {
		...{ id: `${eventId}.${personId}`, kind: 'tell', caseId, isSafety, isUrgent: isSafety, enhanced, dueBy: dueOn },
		...{ taskId: task?.id ?? null, givenTo: task?.assignedTo ?? null },
		isEscalated: danger !== undefined && waitsTooLong(danger.madeAt, now)
	};
}

/** A supervisor sees first what has waited too long; everyone sees danger and urgent tasks before days are compared (P4, P13). */
export function inDueOrder(places: readonly Place[], isSupervisor: boolean): Place[] {
	const rank = (place: Place) => (isSupervisor && place.isEscalated ? 0 : place.isSafety ? 1 : place.isUrgent ? 2 : 3);
	const ordered = dueOrder(places.map((place) => ({ ...place, danger: place.isSafety || place.isUrgent })));
	return [0, 1, 2, 3].flatMap((each) => ordered.filter((place) => rank(place) === each));
}

/** Whose cases a view holds: these workers', with those whose work is theirs just now (cover), and in their team what nobody covers; null for the whole hub. */
export async function workersIn({ db, actor, now }: Ctx<WorkerActor>, view: DueView): Promise<string[] | null> {
	if (view === 'hub') return null;
	const today = londonDay(now);
	const roster = await rosterOf(db, today);
	return workOf(roster, view === 'mine' ? [actor.id] : teammates(roster, actor.id), today);
}

/** Whether a place is in a view. A case without a named contact is everybody's, or it would be nobody's (T1). What waits for a supervisor is hers. Danger is everybody's (P4). */
export async function viewOf(
	{ db, actor }: Ctx<WorkerActor>,
	view: DueView,
	workers: readonly string[] | null,
	caseIds: readonly string[]
): Promise<(place: Place) => boolean> {
	if (workers === null) return () => true;
	const holder = new Map((await contactsNow(db, caseIds)).map(({ caseId, workerId }) => [caseId, workerId]));
	const isSupervisor = actor.roles.includes('supervisor');
	return ({ caseId, kind, givenTo, isEscalated, isSafety }) => {
		if (isSafety) return true;
		if (kind !== 'tell' && isEscalated) return isSupervisor || view === 'team';
		const worker = givenTo ?? (caseId && holder.get(caseId));
		return !worker || workers.includes(worker);
	};
}
