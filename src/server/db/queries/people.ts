import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { agency, contactWay, hub, person, preference, riskMark, worker } from '../schema/people.ts';

export type PersonRow = typeof person.$inferSelect;
export type WayRow = typeof contactWay.$inferSelect;
export type PreferenceRow = typeof preference.$inferSelect;

/** Persons of this hub by their ids, for those who work here; a person has `ownPerson`. */
export function personsOf(db: Tx, ids: readonly string[]): Promise<PersonRow[]> {
	if (!ids.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(person)
		.where(and(eq(person.hubId, db.hub), inArray(person.id, [...ids])));
}

/** Persons of this hub with exactly this value under a blind index. */
export function personsByIndex(db: Tx, column: 'nameIndex' | 'nameBornIndex', index: Buffer): Promise<PersonRow[]> {
	return db.q
		.select()
		.from(person)
		.where(and(eq(person.hubId, db.hub), eq(person[column], index)))
		.limit(20);
}

/** Whose way this number or address is, in this hub. */
export async function personsByWay(db: Tx, valueIndex: Buffer): Promise<string[]> {
	const rows = await db.q
		.select({ id: contactWay.personId })
		.from(contactWay)
		.where(and(eq(contactWay.hubId, db.hub), eq(contactWay.valueIndex, valueIndex)))
		.limit(20);
	return rows.map(({ id }) => id);
}

/** The ways to reach these persons that have not ended. Before a number is used or shown the gate is asked. */
export function waysOf(db: Tx, personIds: readonly string[]): Promise<WayRow[]> {
	if (!personIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(contactWay)
		.where(and(eq(contactWay.hubId, db.hub), inArray(contactWay.personId, [...personIds]), isNull(contactWay.endedAt)))
		.orderBy(contactWay.madeAt);
}

/** What each of these persons last said about being reached: the newest version of each. */
export async function preferencesOf(db: Tx, personIds: readonly string[]): Promise<PreferenceRow[]> {
	if (!personIds.length) return [];
	return db.q
		.selectDistinctOn([preference.personId])
		.from(preference)
		.where(and(eq(preference.hubId, db.hub), inArray(preference.personId, [...personIds])))
		.orderBy(preference.personId, desc(preference.version));
}

/** Which of these persons a worker marked as at raised risk (P2). Never shown to the person. */
export async function riskMarksOf(db: Tx, personIds: readonly string[]): Promise<(typeof riskMark.$inferSelect)[]> {
	if (!personIds.length) return [];
	return db.q
		.select()
		.from(riskMark)
		.where(and(eq(riskMark.hubId, db.hub), inArray(riskMark.personId, [...personIds]), isNull(riskMark.endedAt)));
}

/** The hub's own workers and its partners' who have not left. */
export function workersOf(db: Tx, ids?: readonly string[]): Promise<(typeof worker.$inferSelect)[]> {
	const wanted = and(eq(worker.hubId, db.hub), isNull(worker.leftAt));
	return db.q
		.select()
		.from(worker)
		.where(ids ? and(eq(worker.hubId, db.hub), inArray(worker.id, [...ids])) : wanted)
		.orderBy(worker.madeAt);
}

/** The agencies this hub hears from and works with. */
export function agenciesOf(db: Tx): Promise<(typeof agency.$inferSelect)[]> {
	return db.q.select().from(agency).where(eq(agency.hubId, db.hub)).orderBy(agency.name);
}

export const addHub = async (db: Tx, row: typeof hub.$inferInsert): Promise<void> => void (await db.q.insert(hub).values(row));
export const addAgency = async (db: Tx, row: typeof agency.$inferInsert): Promise<void> => void (await db.q.insert(agency).values(row));
export const addWorker = async (db: Tx, row: typeof worker.$inferInsert): Promise<void> => void (await db.q.insert(worker).values(row));
export const addPerson = async (db: Tx, row: typeof person.$inferInsert): Promise<void> => void (await db.q.insert(person).values(row));
export const addWay = async (db: Tx, row: typeof contactWay.$inferInsert): Promise<void> =>
	void (await db.q.insert(contactWay).values(row));
export const addPreference = async (db: Tx, row: typeof preference.$inferInsert): Promise<void> =>
	void (await db.q.insert(preference).values(row));
export const addRiskMark = async (db: Tx, row: typeof riskMark.$inferInsert): Promise<void> =>
	void (await db.q.insert(riskMark).values(row));
