import { participantsOf, type ParticipantRow } from '#server/db/queries/cases.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { caseInHub } from './case-door.ts';

/** The part one person has in a case of the worker's hub. @throws NotYours where the case is not theirs to open, or the person has no part in it. */
export async function partOfCase(ctx: Ctx<WorkerActor>, caseId: string, personId: string): Promise<ParticipantRow> {
	const { id } = await caseInHub(ctx, caseId);
	const part = (await participantsOf(ctx.db, [id])).find((each) => each.personId === personId);
	if (!part) throw new NotYours();
	return part;
}
