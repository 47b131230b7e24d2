import { newId } from '#server/db/keyring.ts';
import { addGrant, isNameInCase, nameOwner } from '#server/db/queries/advocate.ts';
import { ownCases, ownPerson } from '#server/db/queries/own.ts';
import { participantsOf } from '#server/db/queries/cases.ts';
import { addPerson, personsOf } from '#server/db/queries/people.ts';
import { openAt, sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { normalSignIn } from '#server/crypto/normal.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { PersonActor, WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { addDays, instantAt, londonDay, type Day } from '#shared/london.ts';
import { askAgainOn, firstState, isAdult, lastDay } from '../domain/grant.ts';
import type { LetInByPhoneForm, LetInForm } from '../schema.ts';

type PersonCtx = Ctx<PersonActor>;
type WorkerCtx = Ctx<WorkerActor>;
/** Who was let in, for the invitation that the door to it makes in the same transaction. */
export type LetIn = { grant: string; helper: string; state: 'live' | 'waiting'; lang: string };

async function ownerOf({ db, actor }: PersonCtx): Promise<{ name: string | null; born: Day | null }> {
	const row = await ownPerson(db, actor.id);
	if (!row) throw new NotYours();
	return {
		name: await openAt(db.keys, sealedPlaces.personName(actor.id), row.nameSealed),
		born: row.bornSealed ? await openAt(db.keys, sealedPlaces.personBorn(actor.id), row.bornSealed) : null
	};
}

/** Until when, and whether a worker says yes first: what the check page and the grant both go by. @throws NotYours for a case that is not hers. */
export async function planOf(
	ctx: PersonCtx,
	form: LetInForm
): Promise<{ until: Day; state: 'live' | 'waiting'; born: Day | null; owner: string | null }> {
	const { db, actor, now } = ctx;
	const [row] = await ownCases(db, actor.id, form.case);
	if (!row) throw new NotYours();
	const { name, born } = await ownerOf(ctx);
	const isThere = await isNameInCase(db, form.case, searchIndex.personName(db.keys, form.name));
	return { ...standsAs(form, born, isThere, now), born, owner: name };
}

/** Until when, and whether somebody has to say yes first: the same whoever writes it down. */
const standsAs = ({ kind, months }: Pick<LetInForm, 'kind' | 'months'>, born: Day | null, isThere: boolean, now: Date) => ({
	until: lastDay(kind, Number(months), born, now),
	state: firstState(kind, isAdult(born, londonDay(now)), isThere)
});

/**
 * Lets somebody in to one case of hers, for exactly what is ticked, until a day (DESIGN §5 "advocate", P17). They become a person of the hub with a name and a key and nothing else.
 * A parent of a young person waits for a worker, and so does a name that is in the case already (S-25). Refuses a word that is in either name (P5).
 * @throws NotYours for a case that is not hers.
 */
export async function letIn(ctx: PersonCtx, form: LetInForm): Promise<LetIn | { refused: readonly Issue[] }> {
	const plan = await planOf(ctx, form);
	ctx.about({ personId: ctx.actor.id, caseId: form.case, reason: form.kind });
	return keepGrant(ctx, { ...plan, personId: ctx.actor.id, caseId: form.case, lang: ctx.lang }, form);
}

/**
 * The same by a worker, for a person who says so by phone (P19): the grant says who wrote it down, and everything else holds as if she had pressed. @throws NotYours for somebody who has no part in
 * this case.
 */
export async function letInByPhone(ctx: WorkerCtx, caseId: string, form: LetInByPhoneForm): Promise<LetIn | { refused: readonly Issue[] }> {
	const { db, now } = ctx;
	const parts = await participantsOf(db, [caseId]);
	const people = await personsOf(
		db,
		parts.map(({ personId }) => personId)
	);
	const owner = people.find(({ id }) => id === form.person);
	if (!owner) throw new NotYours();
	const born = owner.bornSealed ? await openAt(db.keys, sealedPlaces.personBorn(owner.id), owner.bornSealed) : null;
	const wanted = searchIndex.personName(db.keys, form.name);
	const isThere = people.some(({ id, nameIndex }) => id !== owner.id && nameIndex.equals(wanted));
	const plan = {
		...standsAs(form, born, isThere, now),
		born,
		owner: await openAt(db.keys, sealedPlaces.personName(owner.id), owner.nameSealed)
	};
	ctx.about({ personId: owner.id, caseId, reason: 'spoken' });
	return keepGrant(ctx, { ...plan, personId: owner.id, caseId, lang: owner.lang }, form);
}

type Whose = Awaited<ReturnType<typeof planOf>> & { personId: string; caseId: string; lang: string };

async function keepGrant(
	ctx: PersonCtx | WorkerCtx,
	{ until, state, born, owner, personId, caseId, lang }: Whose,
	form: Omit<LetInForm, 'case' | 'person'>
): Promise<LetIn | { refused: readonly Issue[] }> {
	const { db, actor, now } = ctx;
	const names = `${form.name} ${owner ?? ''}`.split(/\s+/).map(normalSignIn);
	if (names.includes(normalSignIn(form.word))) return refuse('word', 'advocates.word.name');
	const [id, helper] = [newId(now), newId(now)];
	const helped = async () => owner && sealAt(db.keys, sealedPlaces.helpedName(helper, id), owner);
	const isByWorker = actor.kind === 'worker';
	// The helper's key is born after a grant of hers, and before one that a worker writes: each role may do no more than that.
	if (isByWorker) await addHelper(ctx, helper, form.name, lang);
	await addGrant(db, {
		...{ id, hubId: db.hub, personId, caseId, helperId: helper, kind: form.kind, parts: [...new Set(form.parts)], state },
		nameSealed: await sealAt(db.keys, sealedPlaces.helperName(personId, id), form.name),
		// The last day counts whole.
		until: instantAt(addDays(until, 1), '00:00'),
		madeAt: now,
		...(isByWorker && { madeBy: actor.id, ownerNameSealed: (await helped()) || null })
	});
	if (!isByWorker) {
		await addHelper(ctx, helper, form.name, lang);
		const sealed = await helped();
		if (sealed) await nameOwner(db, personId, id, sealed);
	}
	const about = { person: personId, case: caseId, grant: id };
	if (state === 'waiting') ctx.emit('helper.waits', about);
	const again = askAgainOn(form.kind, born, until, now);
	if (again) ctx.emit('helper.ask_again', { ...about, on: again });
	ctx.emit('helper.changed', { person: personId });
	ctx.about({ objectId: id });
	return { grant: id, helper, state, lang };
}

async function addHelper({ db, now }: PersonCtx | WorkerCtx, id: string, name: string, lang: string): Promise<void> {
	await db.keys.make({ kind: 'person', id });
	await addPerson(db, {
		...{ id, hubId: db.hub, lang, madeAt: now },
		nameSealed: await sealAt(db.keys, sealedPlaces.personName(id), name),
		nameIndex: searchIndex.personName(db.keys, name)
	});
}
