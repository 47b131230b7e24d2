import { addThread, hasMessage, moveOwnThread, threadsOfPerson, type OwnThreadRow } from '#server/db/queries/messages.ts';
import { ownCases } from '#server/db/queries/own.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import type { About } from '../domain/about.ts';
import { soundsLikeDanger } from '../domain/text.ts';
import { isUrgentTopic, type Topic } from '../domain/thread.ts';
import { idSchema, type NewForm, type WriteForm } from '../schema.ts';
import { answerBy, readMessages, say, type ReadMessage } from './words.ts';

type PersonCtx = Ctx<PersonActor>;
export type OwnThread = {
	id: string;
	topic: string;
	about: About | null;
	state: 'open' | 'closed';
	lastBy: OwnThreadRow['lastBy'];
	movedAt: string;
	by: string | null;
};

const shown = ({ id, topic, aboutKind, aboutId, state, lastBy, movedAt, dueAt }: OwnThreadRow): OwnThread => ({
	...{ id, topic, state, lastBy, movedAt: movedAt.toISOString() },
	about: aboutKind && aboutId ? { kind: aboutKind, id: aboutId } : null,
	by: state === 'open' ? (dueAt?.toISOString() ?? null) : null
});

/** What this person and the hub wrote to each other, what moved last first. Her own page, so it writes nothing; nor does anybody learn that she read it (S-31). */
export const listOwn = async ({ db, actor }: PersonCtx): Promise<OwnThread[]> => (await threadsOfPerson(db, actor.id)).map(shown);

async function own({ db, actor }: PersonCtx, id: string): Promise<OwnThreadRow> {
	const [row] = idSchema.safeParse(id).success ? await threadsOfPerson(db, actor.id, id) : [];
	if (!row) throw new NotYours();
	return row;
}

/** One thread of this person, whole and in order. @throws NotYours for another's, and for what is no id. */
export async function readOwn(ctx: PersonCtx, id: string): Promise<OwnThread & { messages: ReadMessage[] }> {
	const row = await own(ctx, id);
	return { ...shown(row), messages: await readMessages(ctx, row) };
}

const here = (id: string) => `/my/messages/${id}`;

/** Writes into a thread whose row this transaction holds. The promise of the first message that waits stands; what is urgent is answered sooner. */
async function write(ctx: PersonCtx, row: OwnThreadRow, { once, text }: WriteForm, isFirst = false): Promise<void> {
	const { db, now, actor } = ctx;
	await moveOwnThread(db, actor.id, row.id, {});
	// Sent again after a time-out: the one that is there, also where we have answered it meanwhile.
	if (await hasMessage(db, row.id, once)) return;
	await say(ctx, row, { author: 'person', once, text });
	const isUrgent = isUrgentTopic(row.topic as Topic);
	const by = answerBy(now, isUrgent);
	const dueAt = row.dueAt && row.state === 'open' && row.dueAt < by ? row.dueAt : by;
	const marked = soundsLikeDanger(text) ? { isMarked: true } : {};
	await moveOwnThread(db, actor.id, row.id, { state: 'open', isUrgent, lastBy: 'person', dueAt, ...marked });
	ctx.emit('message.written', {
		thread: row.id,
		case: row.caseId ?? '',
		person: actor.id,
		by: dueAt.toISOString(),
		urgent: isUrgent ? 'yes' : '',
		first: isFirst ? 'yes' : ''
	});
}

/** What a thread is begun from, once it is known to be hers: the case it stands in, where it has one. */
export type Begun = About & { caseId: string | null };

/** Begins a thread with its first message (P8), from a line of her page where the route found it hers. The same form sent twice, also at once, is one thread with one message. @throws NotYours where its number is another's. */
export async function startThread(ctx: PersonCtx, { once, topic, text }: NewForm, from: Begun | null = null): Promise<Outcome> {
	const { db, now, actor } = ctx;
	const [matter] = await ownCases(db, actor.id);
	const of = { id: once, hubId: db.hub, caseId: from?.caseId ?? matter?.id ?? null, personId: actor.id };
	const isUrgent = isUrgentTopic(topic);
	const about = from && { aboutKind: from.kind, aboutId: from.id };
	await addThread(db, { ...of, ...about, topic, state: 'open', isUrgent, lastBy: 'person', openedAt: now, movedAt: now, dueAt: null });
	ctx.about({ personId: actor.id, caseId: of.caseId ?? undefined, objectId: once });
	await write(ctx, await own(ctx, once), { once, text }, true);
	return { go: here(once) };
}

/** Writes once more; a thread that was closed is open again. @throws NotYours */
export async function writeOwn(ctx: PersonCtx, id: string, form: WriteForm): Promise<Outcome> {
	const row = await own(ctx, id);
	ctx.about({ personId: row.personId, caseId: row.caseId ?? undefined, objectId: id });
	await write(ctx, row, form);
	return { go: here(id) };
}

/** Closes what is settled, or opens it again. A closed one waits for no answer, and nobody here has to give one. Twice is once. @throws NotYours */
export async function turnOwn(ctx: PersonCtx, id: string, to: 'open' | 'closed'): Promise<Outcome> {
	const row = await own(ctx, id);
	ctx.about({ personId: row.personId, caseId: row.caseId ?? undefined, objectId: id, reason: to });
	if (row.state === to) return refuse('form', 'messages.error.moved');
	await moveOwnThread(ctx.db, ctx.actor.id, id, { state: to, ...(to === 'closed' && { dueAt: null }) });
	if (to === 'closed') ctx.emit('message.closed', { thread: id });
	return { go: here(id) };
}
