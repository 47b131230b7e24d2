import { awayOn, type Away } from '#features/staff/domain/cover.ts';
import { contactsNow } from '#server/db/queries/due.ts';
import { rosterOf } from '#server/db/queries/staff.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import type { DueRow } from './due-rows.ts';

type WorkerCtx = Ctx<WorkerActor>;

/** Who of those who work here is away today, until when, and who covers. */
export async function awayNow({ db, now }: WorkerCtx): Promise<Away[]> {
	const today = londonDay(now);
	const roster = await rosterOf(db, today);
	return [...roster.teams.keys()].flatMap((worker) => awayOn(roster, worker, today) ?? []);
}

/** Of these rows, those that are somebody's who is away: given to them, or in a case that names them. By the id of the row. */
export async function awayRows(
	{ db }: WorkerCtx,
	rows: readonly Pick<DueRow, 'id' | 'caseId' | 'givenTo'>[],
	away: readonly Away[]
): Promise<Map<string, Away>> {
	if (!away.length) return new Map();
	const named = new Map(
		(await contactsNow(db, [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))])).map((row) => [row.caseId, row.workerId])
	);
	return new Map(
		rows.flatMap(({ id, caseId, givenTo }) => {
			const holder = givenTo ?? (caseId && named.get(caseId));
			const found = away.find(({ workerId }) => workerId === holder);
			return found ? [[id, found] as const] : [];
		})
	);
}
