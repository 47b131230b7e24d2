import { addMonths, londonDay } from '#shared/london.ts';
import { newId } from '#server/db/keyring.ts';
import { addPerson, addPreference, addRiskMark, addWay, waysOf } from '#server/db/queries/people.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { keepAdjustments } from '#features/contact/server/easier.ts';
import { recordNeeds } from '#features/needs/server/case-needs.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { byWorker, type Act } from './act.ts';
import { cases } from './cases.ts';
import { at, dayOf, type Offset } from './days.ts';
import { people, workerOf, type DemoPerson } from './people.ts';

/** A worker takes each of the ten in, asks how to reach them, and marks who is at raised risk. */
export function peopleActs(now: Date): Act[] {
	return people.flatMap((person) => {
		const first = cases.find((one) => one.person === person.key);
		if (!first) throw new RangeError(`${person.key} has no case`);
		const { preference, risk } = person;
		const by = first.contact.before?.worker ?? first.contact.worker;
		const asked: Offset = preference.confirmedDaysAgo === undefined ? first.added : `-${preference.confirmedDaysAgo}d`;
		const acts = [
			byWorker(at(now, firstAdded(person), '09:00'), by, (ctx) => takeIn(ctx, person, now)),
			byWorker(at(now, asked, '09:45'), by, (ctx) => ask(ctx, person))
		];
		acts.push(byWorker(at(now, asked, '10:00'), by, (ctx) => askMore(ctx, person)));
		if (risk) acts.push(byWorker(at(now, `-${risk.madeDaysAgo}d`, '09:50'), risk.by, (ctx) => mark(ctx, person, now)));
		return acts;
	});
}

/** When the first of a person's cases came in. */
function firstAdded(person: DemoPerson): Offset {
	const added = cases.filter((one) => one.person === person.key).map((one) => one.added);
	return added.sort((one, other) => parseInt(one) - parseInt(other))[0] ?? '0';
}

async function takeIn({ db, now, actor, record }: Ctx<WorkerActor>, person: DemoPerson, seeding: Date): Promise<void> {
	const { id, name, lang, area, ways, bornYearsAgo } = person;
	await db.keys.make({ kind: 'person', id });
	const born = bornYearsAgo === undefined ? null : addMonths(londonDay(seeding), -12 * bornYearsAgo - 4);
	await addPerson(db, {
		id,
		hubId: db.hub,
		nameSealed: await sealAt(db.keys, sealedPlaces.personName(id), name),
		nameIndex: searchIndex.personName(db.keys, name),
		bornSealed: born ? await sealAt(db.keys, sealedPlaces.personBorn(id), born) : null,
		nameBornIndex: born ? searchIndex.personNameBorn(db.keys, name, born) : null,
		lang,
		area,
		madeAt: now,
		madeBy: actor.id
	});
	for (const { kind, value, safe, checked } of ways) {
		const way = newId(now);
		const valueSealed = await sealAt(db.keys, sealedPlaces.contactWay(id, way), value);
		const valueIndex = searchIndex.way(db.keys, value);
		await addWay(db, { id: way, hubId: db.hub, personId: id, kind, valueSealed, valueIndex, safe, checked, madeAt: now });
	}
	record({ action: 'person.added', personId: id });
}

async function ask({ db, now, actor, record }: Ctx<WorkerActor>, { id: personId, preference }: DemoPerson): Promise<void> {
	const { mayContact, hours, voicemail, sayWho, hardNews, words, confirmedDaysAgo } = preference;
	const id = newId(now);
	await addPreference(db, {
		id,
		hubId: db.hub,
		personId,
		version: 1,
		mayContact,
		hours: hours ?? null,
		voicemail: voicemail ?? 'none',
		sayWho: sayWho ?? false,
		hardNews: hardNews ?? 'call_first',
		wordsSealed: words ? await sealAt(db.keys, sealedPlaces.preferenceWords(personId, id), JSON.stringify(words)) : null,
		chosen:
			confirmedDaysAgo === undefined ? null : (await waysOf(db, [personId])).flatMap(({ id: way, safe }) => (safe === 'safe' ? [way] : [])),
		given: Object.keys(words ?? {}),
		changedSince: false,
		confirmedAt: confirmedDaysAgo === undefined ? null : now,
		madeAt: now,
		madeBy: actor.id
	});
	record({ action: 'contact.changed', personId });
}

/** What makes it easier and what would help, taken down in the same talk. */
async function askMore(ctx: Ctx<WorkerActor>, { id, key, easier, needs }: DemoPerson): Promise<void> {
	if (easier) await keepAdjustments(ctx, id, { easier: easier.codes, spoken: easier.spoken, words: easier.words }, ctx.actor.id);
	const caseId = cases.find((one) => one.person === key)?.id;
	if (!needs || !caseId) return;
	const blank = { health: '', home: '', family: '', work: '', substances: '', money: '', outlook: '', social: '' } as const;
	await recordNeeds(ctx, caseId, id, { once: newId(ctx.now), before: '', line: needs.line, ...blank, ...needs.levels });
}

async function mark({ db, now, record }: Ctx<WorkerActor>, { id: personId, risk }: DemoPerson, seeding: Date): Promise<void> {
	if (!risk) return;
	const id = newId(now);
	const reasonSealed = await sealAt(db.keys, sealedPlaces.riskReason(personId, id), risk.reason);
	const reviewOn = dayOf(seeding, `${risk.reviewInDays}d`);
	await addRiskMark(db, { id, hubId: db.hub, personId, reasonSealed, author: workerOf(risk.by).id, madeAt: now, reviewOn });
	record({ action: 'risk.marked', personId });
}
