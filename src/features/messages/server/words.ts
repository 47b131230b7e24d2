import { addMessage, messagesOf, type MessageRow } from '#server/db/queries/messages.ts';
import { agenciesOf } from '#server/db/queries/people.ts';
import { newId } from '#server/db/keyring.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { settings } from '#server/settings.ts';
import { inTouchBy } from '#features/self-referrals/domain/promise.ts';

type Of = { id: string; caseId: string | null; personId: string };
/** Whose key the words of a thread are under: the case's, or the person's where there is none. */
export const ownerOf = ({ caseId, personId }: Omit<Of, 'id'>) => (caseId ? { caseId } : { personId });

/** The latest moment at which we answer what is written now, from the hub's hours and the real bank holidays (P8); what is urgent the same office day. */
export function answerBy(now: Date, isUrgent: boolean): Date {
	const { HUB_OPENS: opens, HUB_CLOSES: closes } = settings();
	return inTouchBy(now, { opens, closes }, isUrgent);
}

type Said = Pick<MessageRow, 'author' | 'once'> & { text: string; workerId?: string; isByPhone?: boolean };
/** Seals a message and puts it after the last one. @returns false where this very form was taken in before. */
export async function say({ db, now, lang }: Ctx, of: Of, { text, ...said }: Said): Promise<boolean> {
	const id = newId(now);
	const bodySealed = await sealAt(db.keys, sealedPlaces.messageBody(ownerOf(of), id), text);
	const { caseId, personId } = of;
	return addMessage(db, { ...said, id, hubId: db.hub, threadId: of.id, caseId, personId, lang, bodySealed, at: now });
}

export type ReadMessage = Pick<MessageRow, 'id' | 'author' | 'agencyId' | 'grantId' | 'isByPhone' | 'lang'> & {
	at: string;
	text: string | null;
};
/** The messages of a thread in order; null text: it cannot be read now. For whoever may read the thread. */
export async function readMessages({ db }: Ctx, of: Of): Promise<ReadMessage[]> {
	const rows = await messagesOf(db, of.id);
	return Promise.all(
		rows.map(async ({ id, author, agencyId, grantId, isByPhone, lang, at, bodySealed }) => ({
			...{ id, author, agencyId, grantId, isByPhone, lang, at: at.toISOString() },
			text: await openAt(db.keys, sealedPlaces.messageBody(ownerOf(of), id), bodySealed)
		}))
	);
}

type Helper = { id: string; name: string | null };
export type Names = Record<string, string | null>;
/** By what name each agency and helper stands in a thread. `helpers`: those whose names this reader may know, as the route asked. */
export async function namesIn({ db }: Ctx, helpers: readonly Helper[]): Promise<Names> {
	const agencies = await agenciesOf(db);
	return Object.fromEntries([...agencies, ...helpers].map(({ id, name }) => [id, name]));
}
