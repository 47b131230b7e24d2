import { dropFilter, keepFilter, keptFilters } from '#server/db/queries/due-lists.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { filterCode, filterFrom, queryOf, type DueFilter } from '../domain/due-filter.ts';

type WorkerCtx = Ctx<WorkerActor>;
const most = 12;

/** The lists this worker keeps, as the filters they are (F73). A list has no name of its own: what it shows is what it is called, and no name of a person can stand in it. */
export const readLists = async ({ db, actor }: WorkerCtx): Promise<(DueFilter & { id: string })[]> =>
	(await keptFilters(db, actor.id)).map(({ id, code }) => ({ id, ...filterFrom(code) }));

/** Keeps the list as it is shown now, for this worker only; twice is once. At most twelve. */
export async function keepList({ db, actor, now }: WorkerCtx, code: string): Promise<Outcome> {
	const filter = filterFrom(code);
	if ((await keptFilters(db, actor.id)).length >= most) return refuse('list', 'due.list.full');
	await keepFilter(db, { id: newId(now), hubId: db.hub, workerId: actor.id, code: filterCode(filter), madeAt: now });
	return { go: `/console?${queryOf(filter)}` };
}

/** Lets a list of this worker go. */
export async function dropList({ db, actor }: WorkerCtx, id: string): Promise<Outcome> {
	await dropFilter(db, actor.id, id);
	return { go: '/console' };
}
