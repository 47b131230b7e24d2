import { addMessage, messagesOf, type MessageRow } from '#server/db/queries/messages.ts';
import { translationsIn, type TranslationRow } from '#server/db/queries/message-more.ts';
import { agenciesOf } from '#server/db/queries/people.ts';
import { newId } from '#server/db/keyring.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { theOffice } from '#server/settings-hub.ts';
import { inTouchBy } from '#shared/office.ts';

type Of = { id: string; caseId: string | null; personId: string };
/** Whose key the words of a thread are under: the case's, or the person's where there is none. */
export const ownerOf = ({ caseId, personId }: Omit<Of, 'id'>) => (caseId ? { caseId } : { personId });

/** The latest moment at which we answer what is written now, from the hub's hours and the real bank holidays (P8); what is urgent the same office day. */
export const answerBy = (now: Date, isUrgent: boolean): Date => inTouchBy(now, theOffice(), isUrgent);

/** `lang`: what it is written in, where the writer says so. */
type Said = Pick<MessageRow, 'author' | 'once'> & { text: string; lang?: string; workerId?: string; isByPhone?: boolean };
/** Seals a message and puts it after the last one. @returns its id; null where this very form was taken in before. */
export async function say({ db, now, lang: own }: Ctx, of: Of, { text, lang = own, ...said }: Said): Promise<string | null> {
	const id = newId(now);
	const bodySealed = await sealAt(db.keys, sealedPlaces.messageBody(ownerOf(of), id), text);
	const { caseId, personId } = of;
	const isNew = await addMessage(db, { ...said, id, hubId: db.hub, threadId: of.id, caseId, personId, lang, bodySealed, at: now });
	return isNew ? id : null;
}

export type Translated = { id: string; origin: 'interpreter' | 'worker' | 'template'; lang: string; text: string | null };
export type ReadMessage = Pick<MessageRow, 'id' | 'author' | 'agencyId' | 'grantId' | 'isByPhone' | 'lang'> & {
	at: string;
	text: string | null;
	/** The same in other languages, beside it and never in its place. */
	also: Translated[];
};
/** The messages of a thread in order, each with its translations; null text: it cannot be read now. For whoever may read the thread. */
export async function readMessages({ db }: Ctx, of: Of): Promise<ReadMessage[]> {
	const rows = await messagesOf(db, of.id);
	const translated = Map.groupBy(await translationsIn(db, of.id), ({ messageId }) => messageId);
	const open = async ({ id, origin, lang, textSealed }: TranslationRow): Promise<Translated> => ({
		...{ id, origin, lang },
		text: await openAt(db.keys, sealedPlaces.messageTranslation(ownerOf(of), id), textSealed)
	});
	return Promise.all(
		rows.map(async ({ id, author, agencyId, grantId, isByPhone, lang, at, bodySealed }) => ({
			...{ id, author, agencyId, grantId, isByPhone, lang, at: at.toISOString() },
			text: await openAt(db.keys, sealedPlaces.messageBody(ownerOf(of), id), bodySealed),
			also: await Promise.all((translated.get(id) ?? []).map(open))
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
