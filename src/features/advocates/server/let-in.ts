import { newId } from '#server/db/keyring.ts';
import { addGrant, isNameInCase, nameOwner } from '#server/db/queries/advocate.ts';
import { ownCases, ownPerson } from '#server/db/queries/own.ts';
import { addPerson } from '#server/db/queries/people.ts';
import { openAt, sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { normalSignIn } from '#server/crypto/normal.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { addDays, instantAt, londonDay, type Day } from '#shared/london.ts';
import { askAgainOn, firstState, isAdult, lastDay } from '../domain/grant.ts';
import type { LetInForm } from '../schema.ts';

type PersonCtx = Ctx<PersonActor>;
/** Who was let in, for the invitation that the door to it makes in the same transaction. */
export type LetIn = { grant: string; helper: string; state: 'live' | 'waiting' };

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
	const today = londonDay(now);
	const isThere = await isNameInCase(db, form.case, searchIndex.personName(db.keys, form.name));
	const state = firstState(form.kind, isAdult(born, today), isThere);
	return { until: lastDay(form.kind, Number(form.months), born, now), state, born, owner: name };
}

/**
 * Lets somebody in to one case of hers, for exactly what is ticked, until a day (DESIGN §5 "advocate", P17). They become a person of the hub with a name and a key and nothing else.
 * A parent of a young person waits for a worker, and so does a name that is in the case already (S-25). Refuses a word that is in either name (P5).
 * @throws NotYours for a case that is not hers.
 */
export async function letIn(ctx: PersonCtx, form: LetInForm): Promise<LetIn | { refused: readonly Issue[] }> {
	const { db, actor, now } = ctx;
	const { until, state, born, owner } = await planOf(ctx, form);
	const names = `${form.name} ${owner ?? ''}`.split(/\s+/).map(normalSignIn);
	if (names.includes(normalSignIn(form.word))) return refuse('word', 'advocates.word.name');
	const [id, helper] = [newId(now), newId(now)];
	await addGrant(db, {
		...{
			id,
			hubId: db.hub,
			personId: actor.id,
			caseId: form.case,
			helperId: helper,
			kind: form.kind,
			parts: [...new Set(form.parts)],
			state
		},
		nameSealed: await sealAt(db.keys, sealedPlaces.helperName(actor.id, id), form.name),
		// The last day counts whole.
		until: instantAt(addDays(until, 1), '00:00'),
		madeAt: now
	});
	await addHelper(ctx, helper, form.name);
	if (owner) await nameOwner(db, actor.id, id, await sealAt(db.keys, sealedPlaces.helpedName(helper, id), owner));
	const about = { person: actor.id, case: form.case, grant: id };
	if (state === 'waiting') ctx.emit('helper.waits', about);
	const again = askAgainOn(form.kind, born, until, now);
	if (again) ctx.emit('helper.ask_again', { ...about, on: again });
	ctx.emit('helper.changed', { person: actor.id });
	ctx.about({ personId: actor.id, caseId: form.case, objectId: id, reason: form.kind });
	return { grant: id, helper, state };
}

async function addHelper({ db, now, lang }: PersonCtx, id: string, name: string): Promise<void> {
	await db.keys.make({ kind: 'person', id });
	await addPerson(db, {
		...{ id, hubId: db.hub, lang, madeAt: now },
		nameSealed: await sealAt(db.keys, sealedPlaces.personName(id), name),
		nameIndex: searchIndex.personName(db.keys, name)
	});
}
