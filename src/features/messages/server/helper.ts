import { newId } from '#server/db/keyring.ts';
import { helpedBy } from '#server/db/queries/advocate.ts';
import { hasMessage } from '#server/db/queries/messages.ts';
import { addMemberMessage, moveAsHelper, threadsHelped, type ReadThreadRow } from '#server/db/queries/thread-members.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { hasPart } from '../domain/readers.ts';
import { soundsLikeDanger } from '../domain/text.ts';
import { isUrgentTopic, type Topic } from '../domain/thread.ts';
import { idSchema, type WriteForm } from '../schema.ts';
import { answerBy, ownerOf, readMessages, type ReadMessage } from './words.ts';

type PersonCtx = Ctx<PersonActor>;
type Grant = Awaited<ReturnType<typeof helpedBy>>[number];
export type HelpedThread = { id: string; topic: string; state: ReadThreadRow['state']; movedAt: string };
type Helped = { name: string | null; mayWrite: boolean };

async function standing({ db, actor, about }: PersonCtx, id: string): Promise<Grant> {
	const grant = (await helpedBy(db, actor.id)).find((one) => one.id === id);
	if (!grant || !hasPart(grant.parts, 'messages')) throw new NotYours();
	about({ personId: grant.personId, caseId: grant.caseId, objectId: id });
	return grant;
}

const helpedOf = async ({ db, actor }: PersonCtx, { id, ownerNameSealed, parts }: Grant): Promise<Helped> => ({
	name: ownerNameSealed ? await openAt(db.keys, sealedPlaces.helpedName(actor.id, id), ownerNameSealed) : null,
	mayWrite: hasPart(parts, 'messages_write')
});
const shown = ({ id, topic, state, movedAt }: ReadThreadRow): HelpedThread => ({ id, topic, state, movedAt: movedAt.toISOString() });

/** The threads somebody let this helper read, while the grant holds in this very request (P17). She reads in her log that they looked. @throws NotYours */
export async function listHelped(ctx: PersonCtx, grantId: string): Promise<Helped & { threads: HelpedThread[] }> {
	const grant = await standing(ctx, grantId);
	return { ...(await helpedOf(ctx, grant)), threads: (await threadsHelped(ctx.db, grantId)).map(shown) };
}

async function one(ctx: PersonCtx, grantId: string, id: string): Promise<{ grant: Grant; row: ReadThreadRow }> {
	const grant = await standing(ctx, grantId);
	const [row] = idSchema.safeParse(id).success ? await threadsHelped(ctx.db, grantId, id) : [];
	if (!row) throw new NotYours();
	ctx.about({ objectId: id });
	return { grant, row };
}

/** One of those threads: from when they were let in, or whole where she ticked that. @throws NotYours */
export async function readHelpedThread(
	ctx: PersonCtx,
	grantId: string,
	id: string
): Promise<Helped & HelpedThread & { messages: ReadMessage[] }> {
	const { grant, row } = await one(ctx, grantId, id);
	return { ...(await helpedOf(ctx, grant)), ...shown(row), messages: await readMessages(ctx, row) };
}

/** Writes in the helper's own name, never in hers, where she said that they may. It waits for the hub like a word of hers. Sent twice is once. @throws NotYours */
export async function writeAsHelper(ctx: PersonCtx, grantId: string, id: string, { once, text }: WriteForm): Promise<Outcome> {
	const { db, now, lang } = ctx;
	const { grant, row } = await one(ctx, grantId, id);
	const { caseId, personId } = row;
	if (!hasPart(grant.parts, 'messages_write')) throw new NotYours();
	const isUrgent = isUrgentTopic(row.topic as Topic);
	const dueAt = row.dueAt ?? answerBy(now, isUrgent);
	const go = `/my/helping/${grantId}/messages/${id}`;
	if (await hasMessage(db, id, once)) return { go };
	if (!(await moveAsHelper(db, id, { dueAt, ...(soundsLikeDanger(text) && { isMarked: true }) })))
		return refuse('form', 'messages.error.moved');
	const message = newId(now);
	await addMemberMessage(db, {
		...{ id: message, hubId: db.hub, threadId: id, caseId, personId, once, author: 'helper', grantId, lang },
		bodySealed: await sealAt(db.keys, sealedPlaces.messageBody(ownerOf(row), message), text),
		at: now
	});
	ctx.emit('message.written', { thread: id, case: caseId ?? '', person: personId, by: dueAt.toISOString(), urgent: isUrgent ? 'yes' : '' });
	return { go };
}
