import { notesToAdd, saveNotes } from '#server/db/queries/referrals-agency.ts';
import { notesOf } from '#server/db/queries/referrals.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { NoteForm } from '../schema.ts';
import type { AgencyCtx } from './agency.ts';

/** One note of an agency for the hub. */
export type Note = { id: string; at: string; text: string };

async function opened({ db }: Pick<Ctx, 'db'>, id: string, sealed: Buffer | null): Promise<Note[] | null> {
	if (!sealed) return [];
	const text = await openAt(db.keys, sealedPlaces.referralNotes(id), sealed);
	return text === null ? null : (JSON.parse(text) as Note[]);
}

/** What the agency wrote for the hub about this request, oldest first; null: it cannot be read now. For whoever may read the request. */
export const readNotes = async (ctx: Pick<Ctx, 'db'>, id: string): Promise<Note[] | null> => opened(ctx, id, await notesOf(ctx.db, id));

/** Writes a note for the hub under the key of the request, while the permission holds; what cannot be read is not written over. Sent twice is once. */
export async function writeNote(ctx: AgencyCtx, id: string, { once, note }: NoteForm): Promise<Outcome> {
	const { db, now } = ctx;
	ctx.about({ objectId: id, reason: 'note' });
	const held = await notesToAdd(db, id);
	const notes = held && (await opened(ctx, id, held.sealed));
	if (!notes) return refuse('form', held ? 'share.error.unreadable' : 'share.error.moved');
	const all = JSON.stringify([...notes, { id: once, at: now.toISOString(), text: note }]);
	if (!notes.some((each) => each.id === once)) await saveNotes(db, id, await sealAt(db.keys, sealedPlaces.referralNotes(id), all));
	return { go: `/agency/referrals/${id}#notes` };
}
