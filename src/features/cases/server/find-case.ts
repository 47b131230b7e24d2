import { casesByReference, namedContactsOf, participantsOf } from '#server/db/queries/cases.ts';
import { casesOfHub, participationsOf } from '#server/db/queries/console.ts';
import { personsByIndex, personsByWay } from '#server/db/queries/people.ts';
import { normalName, normalPhone, normalReference } from '#server/crypto/normal.ts';
import { openAt, searchIndex, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { bornIn, type SearchForm } from '../console-schema.ts';
import { knownPeople } from './console-names.ts';

type WorkerCtx = Ctx<WorkerActor>;
/** What the worker's next page needs of a search: the cases, and why the worker looked. */
export type Found = { cases: string[]; why: string };

async function casesOfPeople({ db }: WorkerCtx, personIds: readonly string[]): Promise<string[]> {
	return (await participationsOf(db, personIds)).map((one) => one.case.id);
}

async function byName(ctx: WorkerCtx, form: SearchForm): Promise<string[]> {
	if (!normalName(form.name)) return [];
	const { keys } = ctx.db;
	const born = bornIn(form);
	const people = born
		? await personsByIndex(ctx.db, 'nameBornIndex', searchIndex.personNameBorn(keys, form.name, born))
		: await personsByIndex(ctx.db, 'nameIndex', searchIndex.personName(keys, form.name));
	return casesOfPeople(
		ctx,
		people.map(({ id }) => id)
	);
}

/**
 * Cases of this hub by an exact reference, phone, or name (with date of birth); with several given, those that hold them all (P19). Writes `case.found`
 * with what was searched by, never with what was typed. @returns nothing found, or the cases, newest first.
 */
export async function findCases(ctx: WorkerCtx, form: SearchForm): Promise<Found> {
	const { db } = ctx;
	const lists: string[][] = [];
	const by = (['reference', 'phone', 'name'] as const).filter((field) => form[field]);
	if (form.reference)
		lists.push(normalReference(form.reference) ? await casesByReference(db, searchIndex.reference(db.keys, form.reference)) : []);
	if (form.phone)
		lists.push(normalPhone(form.phone) ? await casesOfPeople(ctx, await personsByWay(db, searchIndex.way(db.keys, form.phone))) : []);
	if (form.name) lists.push(await byName(ctx, form));
	const [first = [], ...others] = lists;
	const cases = [...new Set(first)].filter((id) => others.every((list) => list.includes(id)));
	ctx.about({ reason: form.why || 'reference', objectId: by.join('+'), ...(cases.length === 1 && { caseId: cases[0] }) });
	return { cases, why: form.why };
}

export type FoundRow = { id: string; names: (string | null)[]; area: string | null; worker: string | null; forgottenOn: Day | null };

/** The list of what was found: name to use, area and worker only (P19). Each person in it is a view that the log holds. */
export async function foundList(ctx: WorkerCtx, { cases, why }: Found): Promise<FoundRow[]> {
	const { db } = ctx;
	const rows = await casesOfHub(db, cases);
	const parts = await participantsOf(db, cases);
	const people = await knownPeople(
		db,
		parts.map(({ personId }) => personId)
	);
	const contacts = (await namedContactsOf(db, cases)).filter(({ until }) => until === null);
	for (const { caseId, personId } of parts)
		ctx.record({ action: 'case.found', caseId, personId, reason: why || 'reference', objectId: 'list' });
	const list = rows.map(async (row) => {
		const mine = parts.filter(({ caseId }) => caseId === row.id).map(({ personId }) => people.get(personId));
		const contact = contacts.find(({ caseId }) => caseId === row.id);
		const worker = contact ? await openAt(db.keys, sealedPlaces.workerName(contact.workerId), contact.nameSealed) : null;
		const names = mine.map((one) => one?.name ?? null);
		const forgottenOn = row.shreddedAt && londonDay(row.shreddedAt);
		return { id: row.id, names, area: row.area ?? mine[0]?.row.area ?? null, worker, forgottenOn };
	});
	return Promise.all(list);
}
