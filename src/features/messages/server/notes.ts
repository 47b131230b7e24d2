import { addNote, moveThread } from '#server/db/queries/messages.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Outcome } from '#server/http/ctx.ts';
import type { HandForm, NoteForm } from '../schema.ts';
import { here, threadInHub, type WorkerCtx } from './desk.ts';
import { ownerOf } from './words.ts';

/** Writes a note for colleagues: facts only, it may be disclosed (P8), and never shown to the person. Sent twice is once. @throws NotYours */
export async function noteThread(ctx: WorkerCtx, id: string, { once, note }: NoteForm): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const row = await threadInHub(ctx, id);
	const noteSealed = await sealAt(db.keys, sealedPlaces.threadNote(ownerOf(row), once), note);
	const { caseId, personId } = row;
	await addNote(db, { id: once, hubId: db.hub, threadId: id, caseId, personId, workerId: actor.id, noteSealed, at: now });
	return { go: `${here(id)}#notes` };
}

/** Hands a thread to a colleague with a note; whoever had it has it no more. `colleagues`: who works here, as the route knows. @throws NotYours */
export async function handThread(
	ctx: WorkerCtx,
	id: string,
	{ once, worker, note }: HandForm,
	colleagues: readonly string[]
): Promise<Outcome> {
	if (!colleagues.includes(worker)) return refuse('worker', 'messages.error.worker');
	await noteThread(ctx, id, { once, note });
	if (!(await moveThread(ctx.db, id, { workerId: worker, claimedBy: null, claimedUntil: null }, ctx.actor.id)))
		return refuse('form', 'messages.error.taken');
	return { go: here(id) };
}
