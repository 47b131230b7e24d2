import { newId } from '#server/db/keyring.ts';
import { addMember, agenciesToLetIn, endMember, membersOf, nextSeq, type Joinable } from '#server/db/queries/thread-members.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Outcome } from '#server/http/ctx.ts';
import type { AddMemberForm, DropMemberForm } from '../schema.ts';
import type { Reader } from '../domain/readers.ts';
import { here, threadInHub, type WorkerCtx } from './desk.ts';
import { ownerOf } from './words.ts';

export type DeskMembers = { readers: Reader[]; asked: { id: string; name: string }[]; toAsk: Joinable[] };

/** Who reads a thread besides the hub, who is asked for, and who could be: an agency by a request that holds, or police and witness care. @throws NotYours */
export async function readDeskMembers(ctx: WorkerCtx, id: string): Promise<DeskMembers> {
	const { personId } = await threadInHub(ctx, id);
	const rows = (await membersOf(ctx.db, personId, id)).filter(({ holds }) => holds);
	const among = new Set(rows.map(({ agencyId }) => agencyId));
	return {
		readers: rows.filter(({ since }) => since).map(({ id: member, agency: name, basis }) => ({ id: member, name, as: basis })),
		asked: rows.filter(({ since }) => !since).map(({ id: member, agency: name }) => ({ id: member, name })),
		toAsk: (await agenciesToLetIn(ctx.db, personId)).filter(({ id: agency }) => !among.has(agency))
	};
}

/**
 * Asks her in the thread whether an agency may read it, or writes down her yes by phone. Until she says yes it reads nothing, and then nothing of what was written before. `name`: whom they
 * write to, as the route knows. @throws NotYours
 */
export async function addDeskMember(
	ctx: WorkerCtx,
	id: string,
	{ agency, why, how }: AddMemberForm,
	name: string | null
): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const row = await threadInHub(ctx, id);
	const one = (await agenciesToLetIn(db, row.personId)).find((each) => each.id === agency);
	if (!one) return refuse('agency', 'messages.members.error.agency');
	const member = newId(now);
	const isAdded = await addMember(db, {
		...{ id: member, hubId: db.hub, threadId: id, caseId: row.caseId, personId: row.personId, agencyId: agency },
		nameSealed: await sealAt(db.keys, sealedPlaces.memberName(ownerOf(row), member), name ?? ''),
		...{ basis: one.hasRequest ? 'request' : 'official', fromSeq: await nextSeq(db, id), addedBy: 'worker', workerId: actor.id, why },
		...{ askedAt: now, ...(how === 'phone' && { said: 'phone', since: now }) }
	});
	if (!isAdded) return refuse('agency', 'messages.members.error.already');
	ctx.about({ personId: row.personId, caseId: row.caseId ?? undefined, objectId: id, reason: how });
	// She is told that there is something on her page, through the gate, as of an answer.
	if (how === 'ask') ctx.emit('message.answered', { thread: id, case: row.caseId ?? '', person: row.personId });
	return { go: `${here(id)}#readers` };
}

/** Ends for her that an agency reads a thread, or that it is asked for, and why. Twice is once. @throws NotYours */
export async function endDeskMember(ctx: WorkerCtx, id: string, { member, endWhy }: DropMemberForm): Promise<Outcome> {
	const row = await threadInHub(ctx, id);
	ctx.about({ personId: row.personId, caseId: row.caseId ?? undefined, objectId: id, reason: 'ended' });
	await endMember(ctx.db, row.personId, id, member, { endedBy: 'worker', endWhy });
	return { go: `${here(id)}#readers` };
}
