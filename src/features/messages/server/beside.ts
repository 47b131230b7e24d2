import { addTranslation } from '#server/db/queries/message-more.ts';
import type { ThreadRow } from '#server/db/queries/messages.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { Lang } from '#shared/lang.ts';
import { ownerOf, type Translated } from './words.ts';

type Of = Pick<ThreadRow, 'id' | 'caseId' | 'personId'>;
type New = { id: string; message: string; lang: Lang; origin: Translated['origin']; text: string };

/** Seals a translation and puts it beside its message, for whoever may read the thread. Sent twice is once. */
export async function translate({ db, actor, now }: Ctx<WorkerActor>, { id: threadId, caseId, personId }: Of, said: New): Promise<void> {
	const { id, message: messageId, lang, origin, text } = said;
	const textSealed = await sealAt(db.keys, sealedPlaces.messageTranslation(ownerOf({ caseId, personId }), id), text);
	const of = { hubId: db.hub, threadId, messageId, caseId, personId };
	await addTranslation(db, { ...of, id, lang, origin, workerId: actor.id, textSealed, at: now });
}
