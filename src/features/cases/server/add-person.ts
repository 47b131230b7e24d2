import { addPerson, addPreference, addRiskMark, addWay, waysOf } from '#server/db/queries/people.ts';
import { newId } from '#server/db/keyring.ts';
import { sealAt, sealedPlaces, searchIndex, type PreferenceWords } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { addDays, londonDay } from '#shared/london.ts';
import { bornIn, reviewOf, type NewCaseForm } from '../console-schema.ts';

type WorkerCtx = Ctx<WorkerActor>;
const reviewAfterDays = 30;

/** Stores a person with her own key, what is known about safe contact, and a risk mark where a worker set one (P1, P2). @returns her id. */
export async function addPersonFrom(ctx: WorkerCtx, form: NewCaseForm): Promise<string> {
	const { db, now, actor } = ctx;
	const id = newId(now);
	await db.keys.make({ kind: 'person', id });
	const born = bornIn(form);
	await addPerson(db, {
		id,
		hubId: db.hub,
		nameSealed: await sealAt(db.keys, sealedPlaces.personName(id), form.name),
		nameIndex: searchIndex.personName(db.keys, form.name),
		bornSealed: born ? await sealAt(db.keys, sealedPlaces.personBorn(id), born) : null,
		nameBornIndex: born ? searchIndex.personNameBorn(db.keys, form.name, born) : null,
		lang: form.language,
		area: form.area || null,
		madeAt: now,
		madeBy: actor.id
	});
	const wayId = await addPhone(ctx, id, form, true);
	await addFirstPreference(ctx, id, form, wayId && form.safe === 'safe' ? [wayId] : []);
	await markRisk(ctx, id, form);
	ctx.record({ action: 'person.added', personId: id });
	return id;
}

/** Keeps a number that a known person did not have: not yet checked, so that no one rings it unasked (P6). What she chose before stays as it is. */
export async function addToKnownPerson(ctx: WorkerCtx, personId: string, form: NewCaseForm): Promise<void> {
	await addPhone(ctx, personId, form, false);
	await markRisk(ctx, personId, form);
}

async function addPhone({ db, now }: WorkerCtx, personId: string, form: NewCaseForm, isNew: boolean): Promise<string | null> {
	if (!form.phone) return null;
	const valueIndex = searchIndex.way(db.keys, form.phone);
	if ((await waysOf(db, [personId])).some((way) => way.valueIndex.equals(valueIndex))) return null;
	const id = newId(now);
	await addWay(db, {
		id,
		hubId: db.hub,
		personId,
		kind: 'phone',
		valueSealed: await sealAt(db.keys, sealedPlaces.contactWay(personId, id), form.phone),
		valueIndex,
		safe: form.safe,
		checked: isNew && form.safe === 'safe',
		pausedAt: null,
		madeAt: now
	});
	return id;
}

// Whoever says that a number is safe has allowed us to call it, unless they said no.
const mayContact = ({ may, safe }: NewCaseForm) => (may === 'unasked' && safe === 'safe' ? 'yes' : may);

async function addFirstPreference({ db, now, actor }: WorkerCtx, personId: string, form: NewCaseForm, chosen: string[]): Promise<void> {
	const id = newId(now);
	const may = mayContact(form);
	const words: PreferenceWords = { ...(form.agreed && { codeWord: form.agreed }), ...(form.ifOther && { sayIfOther: form.ifOther }) };
	await addPreference(db, {
		id,
		hubId: db.hub,
		personId,
		version: 1,
		mayContact: may,
		hours: form.days.length ? [{ days: form.days.map(Number), from: form.from, to: form.to }] : null,
		voicemail: form.voicemail ? 'words' : 'none',
		sayWho: form.sayWho === 'yes',
		hardNews: form.hardNews,
		wordsSealed: Object.keys(words).length
			? await sealAt(db.keys, sealedPlaces.preferenceWords(personId, id), JSON.stringify(words))
			: null,
		chosen: may === 'unasked' ? null : chosen,
		given: Object.keys(words),
		changedSince: false,
		confirmedAt: may === 'unasked' ? null : now,
		madeAt: now,
		madeBy: actor.id
	});
}

async function markRisk(ctx: WorkerCtx, personId: string, form: NewCaseForm): Promise<void> {
	if (!form.risk) return;
	const { db, now, actor } = ctx;
	const id = newId(now);
	await addRiskMark(db, {
		id,
		hubId: db.hub,
		personId,
		reasonSealed: await sealAt(db.keys, sealedPlaces.riskReason(personId, id), form.riskReason),
		author: actor.id,
		madeAt: now,
		reviewOn: reviewOf(form) || addDays(londonDay(now), reviewAfterDays)
	});
	ctx.record({ action: 'risk.marked', personId, objectId: id });
}
