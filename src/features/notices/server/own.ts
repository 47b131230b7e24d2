import { markOwnSeen, ownUnseen } from '#server/db/queries/notices.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';

type PersonCtx = Ctx<PersonActor>;

/**
 * Which of the events on her page she may say she has seen: what is critical for court, was noticed to her and has no answer yet (P22). `shown` are the events that stand on the page: what is hidden or
 * closed there is asked about nowhere. Reading it writes nothing (S-31).
 */
export async function unseenOn<Shown extends { id: string }>(
	{ db, actor }: PersonCtx,
	caseId: string,
	shown: readonly Shown[]
): Promise<Shown[]> {
	const unseen = await ownUnseen(db, actor.id, caseId);
	return shown.filter(({ id }) => unseen.includes(id));
}

/**
 * "I have seen it", about this event of her case: no repeat goes any more, and it stands in the contact log (P22). A second press changes nothing, and the
 * first keeps its time. The caller has looked that the case is hers.
 */
export async function sayISawIt({ db, actor, about }: PersonCtx, caseId: string, eventId: string): Promise<Outcome> {
	about({ personId: actor.id, caseId, objectId: eventId });
	await markOwnSeen(db, actor.id, caseId, eventId);
	return { go: `/my/updates/${caseId}?done=seen` };
}
