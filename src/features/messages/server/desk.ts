import { hasMessage, moveThread, notesAbout, threadOfHub, threadsWith, type ThreadRow } from '#server/db/queries/messages.ts';
import { newId } from '#server/db/keyring.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { settleOpenTasks } from '#server/db/queries/tasks.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { soundsLikeDanger } from '../domain/text.ts';
import { claimantOf, claimMinutes, isLate, isUrgentTopic, type Topic } from '../domain/thread.ts';
import { idSchema, type AnswerForm } from '../schema.ts';
import { translate } from './beside.ts';
import { answerBy, ownerOf, readMessages, say, type ReadMessage } from './words.ts';

export type WorkerCtx = Ctx<WorkerActor>;
export type DeskThread = Pick<
	ThreadRow,
	'id' | 'caseId' | 'personId' | 'topic' | 'aboutKind' | 'aboutId' | 'state' | 'isUrgent' | 'isMarked' | 'lastBy' | 'workerId'
> & {
	by: string | null;
	isLate: boolean;
	/** Who answers it just now; null: nobody, or their time is over. */
	claimant: string | null;
	claimedUntil: string | null;
};

/** One line of the inbox: no word of it. */
export const rowOf = (row: ThreadRow, now: Date): DeskThread => {
	const { id, caseId, personId, topic, aboutKind, aboutId, state, isUrgent, isMarked, lastBy, workerId } = row;
	return {
		...{ id, caseId, personId, topic, aboutKind, aboutId, state, isUrgent, isMarked, lastBy, workerId },
		...{ by: row.dueAt?.toISOString() ?? null, isLate: isLate(row, now) },
		...{ claimant: claimantOf(row, now), claimedUntil: row.claimedUntil?.toISOString() ?? null }
	};
};

/** What one person and the hub write to each other, without a word of it: for the page of her case. */
export const threadsAbout = async ({ db, now }: WorkerCtx, personId: string): Promise<DeskThread[]> =>
	(await threadsWith(db, personId)).map((row) => rowOf(row, now));

/** One thread of this hub, with a row in the log of whose it is. @throws NotYours where there is none, or it is shut to them. */
export async function threadInHub(ctx: WorkerCtx, id: string): Promise<ThreadRow> {
	const row = idSchema.safeParse(id).success ? await threadOfHub(ctx.db, id) : undefined;
	if (!row) throw new NotYours();
	ctx.about({ personId: row.personId, caseId: row.caseId ?? undefined, objectId: id });
	return row;
}

export type Note = { id: string; workerId: string; at: string; text: string | null };
/** The whole thread with the hub's notes: a look that is written down. @throws NotYours */
export async function readThread(ctx: WorkerCtx, id: string): Promise<DeskThread & { messages: ReadMessage[]; notes: Note[] }> {
	const row = await threadInHub(ctx, id);
	const notes = await Promise.all(
		(await notesAbout(ctx.db, id)).map(async ({ id: note, workerId, at, noteSealed }) => ({
			...{ id: note, workerId, at: at.toISOString() },
			text: await openAt(ctx.db.keys, sealedPlaces.threadNote(ownerOf(row), note), noteSealed)
		}))
	);
	return { ...rowOf(row, ctx.now), messages: await readMessages(ctx, row), notes };
}

export const here = (id: string) => `/console/messages/${id}`;

/** Takes a thread on for a while: nobody else answers it meanwhile. `takes`: also where a colleague has it. @throws NotYours */
export async function claimThread(ctx: WorkerCtx, id: string, takes: boolean): Promise<Outcome> {
	const { actor, now } = ctx;
	await threadInHub(ctx, id);
	const claim = { claimedBy: actor.id, claimedUntil: new Date(now.getTime() + claimMinutes * 60_000), workerId: actor.id };
	if (!(await moveThread(ctx.db, id, claim, takes ? undefined : actor.id))) return refuse('form', 'messages.error.taken');
	return { go: here(id) };
}

/** An answer is no talk: that task ends when they spoke. */
const settled = async ({ db, actor }: WorkerCtx, id: string): Promise<void> => {
	for (const kind of ['message_waiting', 'message_late'] as const) await settleOpenTasks(db, kind, { about: id }, actor.id);
};

/**
 * Answers, or writes down what the person said by phone. Not while a colleague has it; sent twice is once. An answer ends the wait and its tasks; what she said by phone waits like what she
 * wrote, due from now. @throws NotYours
 */
export async function answerThread(ctx: WorkerCtx, id: string, { once, text, as, lang, english, template }: AnswerForm): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const row = await threadInHub(ctx, id);
	const isPhone = as === 'phone';
	if (!(await moveThread(db, id, {}, actor.id))) return refuse('form', 'messages.error.taken');
	if (await hasMessage(db, id, once)) return { go: here(id) };
	if (row.state === 'closed' && !isPhone) return refuse('form', 'messages.error.moved');
	const said = await say(ctx, row, { author: isPhone ? 'person' : 'hub', once, text, lang, workerId: actor.id, isByPhone: isPhone });
	const origin = template ? 'template' : 'worker';
	if (said && english && lang !== 'en') await translate(ctx, row, { id: newId(now), message: said, lang: 'en', origin, text: english });
	if (isPhone) {
		const isUrgent = isUrgentTopic(row.topic as Topic);
		const dueAt = row.dueAt ?? answerBy(now, isUrgent);
		await moveThread(db, id, { state: 'open', lastBy: 'person', dueAt, ...(soundsLikeDanger(text) && { isMarked: true }) });
		ctx.emit('message.written', {
			thread: id,
			case: row.caseId ?? '',
			person: row.personId,
			by: dueAt.toISOString(),
			urgent: isUrgent ? 'yes' : ''
		});
		return { go: here(id) };
	}
	const free = { claimedBy: null, claimedUntil: null };
	await moveThread(db, id, { ...free, lastBy: 'hub', dueAt: null, escalatedAt: null, workerId: actor.id });
	await settled(ctx, id);
	ctx.emit('message.answered', { thread: id, case: row.caseId ?? '', person: row.personId });
	return { go: here(id) };
}

/** Closes a thread, or opens it again; the person can do either too. @throws NotYours */
export async function turnThread(ctx: WorkerCtx, id: string, to: 'open' | 'closed'): Promise<Outcome> {
	const row = await threadInHub(ctx, id);
	if (row.state === to) return refuse('form', 'messages.error.moved');
	const over = { dueAt: null, escalatedAt: null, claimedBy: null, claimedUntil: null };
	if (!(await moveThread(ctx.db, id, { state: to, ...(to === 'closed' && over) }, ctx.actor.id)))
		return refuse('form', 'messages.error.taken');
	if (to === 'closed') {
		await settled(ctx, id);
		await settleOpenTasks(ctx.db, 'message_talk', { about: id }, ctx.actor.id);
	}
	return { go: here(id) };
}
