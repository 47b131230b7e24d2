import { participantsOf } from '#server/db/queries/cases.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { knownPeople } from './console-names.ts';

/** A case somebody else has to be named for, by the people in it; null where a name cannot be opened. */
export type CaseToHandOver = { caseId: string; names: (string | null)[] };

/** Whose cases these are, for a supervisor who hands them over (T1). Each is a look at a record, and is written down as one. */
export async function casesToHandOver(ctx: Ctx<WorkerActor>, caseIds: readonly string[]): Promise<CaseToHandOver[]> {
	const parts = await participantsOf(ctx.db, caseIds);
	const people = await knownPeople(
		ctx.db,
		parts.map(({ personId }) => personId)
	);
	for (const { caseId, personId } of parts) ctx.record({ action: 'case.viewed', caseId, personId, reason: 'hand_over' });
	return caseIds.map((caseId) => ({
		caseId,
		names: parts.filter((part) => part.caseId === caseId).map(({ personId }) => people.get(personId)?.name ?? null)
	}));
}
