import { newId } from '#server/db/keyring.ts';
import { hasMessage } from '#server/db/queries/messages.ts';
import { addMemberMessage, moveAsAgency, threadsOfAgency } from '#server/db/queries/thread-members.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { AgencyActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { waitsForWord } from '../domain/readers.ts';
import { idSchema, type WriteForm } from '../schema.ts';
import { ownerOf, readMessages, type ReadMessage } from './words.ts';

type AgencyCtx = Ctx<AgencyActor>;
type Row = Awaited<ReturnType<typeof threadsOfAgency>>[number];
export type AgencyThread = {
	id: string;
	name: string | null;
	topic: string;
	state: Row['state'];
	movedAt: string;
	/** By when the hub answers: its promise stands, whoever else writes (T28). */
	by: string | null;
	waits: boolean;
};

async function rowOf({ db }: AgencyCtx, row: Row): Promise<AgencyThread> {
	const { id, topic, state, movedAt, dueAt, memberId, nameSealed } = row;
	return {
		...{ id, topic, state, movedAt: movedAt.toISOString(), by: state === 'open' ? (dueAt?.toISOString() ?? null) : null },
		name: (await openAt(db.keys, sealedPlaces.memberName(ownerOf(row), memberId), nameSealed)) || null,
		waits: waitsForWord(row)
	};
}

/** The threads this agency is let in to now: what waits for a word, then what moved last. Another agency's are not there (T3). */
export async function listAgencyThreads(ctx: AgencyCtx): Promise<AgencyThread[]> {
	const rows = await threadsOfAgency(ctx.db, ctx.actor.agency);
	return Promise.all(rows.map((row) => rowOf(ctx, row)));
}

/** How many threads wait for a word of this agency; no name and no word of them. */
export const countWaiting = async ({ db, actor }: AgencyCtx): Promise<number> =>
	(await threadsOfAgency(db, actor.agency)).filter(waitsForWord).length;

async function ownThread(ctx: AgencyCtx, id: string): Promise<Row> {
	const [row] = idSchema.safeParse(id).success ? await threadsOfAgency(ctx.db, ctx.actor.agency, id) : [];
	if (!row) throw new NotYours();
	ctx.about({ personId: row.personId, caseId: row.caseId ?? undefined, objectId: id });
	return row;
}

/** One thread, from the message on that they were let in at. She reads in her log that they opened it. @throws NotYours for another agency's, and for what they read no longer. */
export async function readAgencyThread(ctx: AgencyCtx, id: string): Promise<AgencyThread & { messages: ReadMessage[] }> {
	const row = await ownThread(ctx, id);
	return { ...(await rowOf(ctx, row)), messages: await readMessages(ctx, row) };
}

/** Writes into a thread in the agency's name; she is told through the gate. What the hub promised stands: a worker there still answers. Sent twice is once. @throws NotYours */
export async function writeAsAgency(ctx: AgencyCtx, id: string, { once, text }: WriteForm): Promise<Outcome> {
	const { db, actor, now, lang } = ctx;
	const row = await ownThread(ctx, id);
	if (!(await moveAsAgency(db, id))) return refuse('form', 'messages.error.moved');
	const go = `/agency/messages/${id}`;
	if (await hasMessage(db, id, once)) return { go };
	const { caseId, personId } = row;
	const message = newId(now);
	await addMemberMessage(db, {
		...{
			id: message,
			hubId: db.hub,
			threadId: id,
			caseId,
			personId,
			once,
			author: 'agency',
			agencyId: actor.agency,
			workerId: actor.id,
			lang
		},
		bodySealed: await sealAt(db.keys, sealedPlaces.messageBody(ownerOf(row), message), text),
		at: now
	});
	ctx.emit('message.answered', { thread: id, case: caseId ?? '', person: personId });
	return { go };
}
