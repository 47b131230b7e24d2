import { participantsOf } from '#server/db/queries/cases.ts';
import { phoneOf } from '#server/db/queries/console.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { caseInHub, lookReason } from './case-door.ts';

/**
 * Opens the number the gate just allowed for somebody in this case; the caller asked the gate in the same transaction and hands on the way it named. The door writes `number.shown`.
 * Throws NotYours for somebody who is not in the case, or for a worker who has given no reason to be there. @returns null when the number cannot be read.
 */
export async function showNumber(
	ctx: Ctx<WorkerActor>,
	caseId: string,
	personId: string,
	wayId: string,
	why: string | undefined
): Promise<string | null> {
	await caseInHub(ctx, caseId);
	const parts = await participantsOf(ctx.db, [caseId]);
	const reason = await lookReason(ctx, caseId, why);
	if (reason === null || !parts.some((part) => part.personId === personId)) throw new NotYours();
	const sealed = await phoneOf(ctx.db, personId, wayId);
	if (!sealed) throw new NotYours();
	ctx.about({ caseId, personId, objectId: wayId, reason });
	return openAt(ctx.db.keys, sealedPlaces.contactWay(personId, wayId), sealed);
}
