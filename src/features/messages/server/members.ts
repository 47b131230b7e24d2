import { newId } from '#server/db/keyring.ts';
import { threadsOfPerson, type OwnThreadRow } from '#server/db/queries/messages.ts';
import { ownPerson } from '#server/db/queries/own.ts';
import { addMember, agenciesToLetIn, endMember, letMemberIn, membersOf, nextSeq } from '#server/db/queries/thread-members.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { idSchema, type AnswerMemberForm, type EndMemberForm, type LetMemberForm } from '../schema.ts';
import { hasPart, type Reader } from '../domain/readers.ts';
import { ownerOf } from './words.ts';

type PersonCtx = Ctx<PersonActor>;
type Let = { id: string; name: string | null; parts: readonly string[]; standing: string };
export type Members = { readers: Reader[]; asked: { id: string; name: string }[]; toLetIn: { id: string; name: string }[] };

async function own({ db, actor }: PersonCtx, id: string): Promise<OwnThreadRow> {
	const [row] = idSchema.safeParse(id).success ? await threadsOfPerson(db, actor.id, id) : [];
	if (!row) throw new NotYours();
	return row;
}

/** The helpers who read messages now, of those she let in. `let`: as the room of advocates says; the route asked it. */
export const helpersWhoRead = (helpers: readonly Let[]): Reader[] =>
	helpers
		.filter(({ parts, standing }) => standing === 'live' && hasPart(parts, 'messages'))
		.map(({ id, name, parts }) => ({ id, name, as: hasPart(parts, 'messages_write') ? 'helper.writes' : 'helper' }));

/** Who reads a thread of hers besides the hub, who is asked for, and whom she may let in: only agencies she agreed to share with (P16). @throws NotYours */
export async function readMembers(ctx: PersonCtx, id: string, helpers: readonly Let[]): Promise<Members> {
	const { db, actor } = ctx;
	const row = await own(ctx, id);
	const rows = (await membersOf(db, actor.id, id)).filter(({ holds }) => holds);
	const among = new Set(rows.map(({ agencyId }) => agencyId));
	const joinable = await agenciesToLetIn(db, actor.id);
	return {
		readers: [
			...rows.filter(({ since }) => since).map(({ id: member, agency: name, basis }) => ({ id: member, name, as: basis })),
			// A grant is about a case: a thread without one is no part of it.
			...(row.caseId ? helpersWhoRead(helpers) : [])
		],
		asked: rows.filter(({ since }) => !since).map(({ id: member, agency: name }) => ({ id: member, name })),
		toLetIn: joinable
			.filter(({ id: agency, hasRequest }) => hasRequest && !among.has(agency))
			.map(({ id: agency, name }) => ({ id: agency, name }))
	};
}

const here = (id: string) => `/my/messages/${id}#readers`;

/** From which message on somebody reads: the next one, or the first where she ticked it. */
const fromSeq = async ({ db }: PersonCtx, thread: string, before: boolean): Promise<number> => (before ? 1 : nextSeq(db, thread));

/** She lets an agency in whose request holds (P16). In already changes nothing. @throws NotYours for another's thread */
export async function letAgencyIn(ctx: PersonCtx, id: string, { agency, before }: LetMemberForm): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const row = await own(ctx, id);
	const may = (await agenciesToLetIn(db, actor.id)).some((one) => one.id === agency && one.hasRequest);
	if (!may) return refuse('agency', 'messages.members.error.agency');
	const stale = (await membersOf(db, actor.id, id)).find((one) => one.agencyId === agency && !one.since);
	const from = await fromSeq(ctx, id, before);
	ctx.about({ personId: actor.id, caseId: row.caseId ?? undefined, objectId: id, reason: 'let_in' });
	if (stale) {
		await letMemberIn(db, actor.id, stale.id, from);
		return { go: here(id) };
	}
	const me = await ownPerson(db, actor.id);
	const name = me && (await openAt(db.keys, sealedPlaces.personName(actor.id), me.nameSealed));
	const member = newId(now);
	await addMember(db, {
		...{ id: member, hubId: db.hub, threadId: id, caseId: row.caseId, personId: actor.id, agencyId: agency, basis: 'request' },
		nameSealed: await sealAt(db.keys, sealedPlaces.memberName(ownerOf(row), member), name ?? ''),
		...{ fromSeq: from, addedBy: 'person', said: 'page', askedAt: now, since: now }
	});
	return { go: here(id) };
}

/** Her yes or no to an agency a worker asked for. No is as good as yes, and stands. Answered meanwhile changes nothing. @throws NotYours */
export async function answerMember(ctx: PersonCtx, id: string, { member, answer, before }: AnswerMemberForm): Promise<Outcome> {
	const { db, actor } = ctx;
	const row = await own(ctx, id);
	if (!(await membersOf(db, actor.id, id)).some((one) => one.id === member && !one.since)) return refuse('form', 'messages.error.moved');
	ctx.about({ personId: actor.id, caseId: row.caseId ?? undefined, objectId: id, reason: answer });
	if (answer === 'yes') await letMemberIn(db, actor.id, member, await fromSeq(ctx, id, before));
	else await endMember(db, actor.id, id, member, { endedBy: 'person' });
	return { go: here(id) };
}

/** Ends that an agency reads a thread of hers, in this request: the database gives it nothing from here on. Twice is once. @throws NotYours */
export async function endOwnMember(ctx: PersonCtx, id: string, { member }: EndMemberForm): Promise<Outcome> {
	const row = await own(ctx, id);
	ctx.about({ personId: ctx.actor.id, caseId: row.caseId ?? undefined, objectId: id, reason: 'ended' });
	await endMember(ctx.db, ctx.actor.id, id, member, { endedBy: 'person' });
	return { go: here(id) };
}
