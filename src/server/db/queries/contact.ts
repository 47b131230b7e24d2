import { and, asc, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Lang } from '#shared/lang.ts';
import type { Tx } from '../as.ts';
import { adjustment, contactWay, person, preference } from '../schema/people.ts';

const choiceColumns = {
	id: preference.id,
	version: preference.version,
	mayContact: preference.mayContact,
	hours: preference.hours,
	voicemail: preference.voicemail,
	sayWho: preference.sayWho,
	hardNews: preference.hardNews,
	chosen: preference.chosen,
	given: preference.given,
	withheld: preference.withheld,
	changedSince: preference.changedSince,
	confirmedAt: preference.confirmedAt,
	madeAt: preference.madeAt
};
export type ChoicesRow = Pick<typeof preference.$inferSelect, keyof typeof choiceColumns>;

/** What this person last chose about being reached, as she may read it: no word of her safety plan (P6). */
export async function ownChoices(db: Tx, personId: string): Promise<ChoicesRow | undefined> {
	const rows = await db.q
		.select(choiceColumns)
		.from(preference)
		.where(and(eq(preference.hubId, db.hub), eq(preference.personId, personId)))
		.orderBy(desc(preference.version))
		.limit(1);
	return rows[0];
}

/** Stores a new version of somebody's choices. @returns false where another was stored under this number meanwhile. */
export async function addChoices(db: Tx, row: typeof preference.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(preference).values(row).onConflictDoNothing().returning({ id: preference.id });
	return rows.length === 1;
}

/** Marks ways of a person of this hub as never to be used (P2). */
export async function shutWays(db: Tx, personId: string, ids: readonly string[]): Promise<void> {
	if (!ids.length) return;
	await db.q
		.update(contactWay)
		.set({ safe: 'unsafe' })
		.where(and(eq(contactWay.hubId, db.hub), eq(contactWay.personId, personId), inArray(contactWay.id, [...ids])));
}

/** Ends ways of a person of this hub: they were replaced. */
export async function endWays(db: Tx, personId: string, ids: readonly string[]): Promise<void> {
	if (!ids.length) return;
	await db.q
		.update(contactWay)
		.set({ endedAt: db.now })
		.where(and(eq(contactWay.hubId, db.hub), eq(contactWay.personId, personId), inArray(contactWay.id, [...ids])));
}

export type WayChange = Partial<Pick<typeof contactWay.$inferInsert, 'safe' | 'checked' | 'pausedAt' | 'endedAt'>>;
/** What a worker heard about one way of a person of this hub. @returns whether it was there and had not ended. */
export async function changeWay(db: Tx, personId: string, wayId: string, change: WayChange): Promise<boolean> {
	const rows = await db.q
		.update(contactWay)
		.set(change)
		.where(and(eq(contactWay.hubId, db.hub), eq(contactWay.personId, personId), eq(contactWay.id, wayId), isNull(contactWay.endedAt)))
		.returning({ id: contactWay.id });
	return rows.length === 1;
}

/** Every way a person of this hub ever had under one of these blind indexes, ended or not: whether a number that comes back was once said not to be safe. */
export function waysByIndex(
	db: Tx,
	personId: string,
	indexes: readonly Buffer[]
): Promise<Pick<typeof contactWay.$inferSelect, 'id' | 'safe'>[]> {
	if (!indexes.length) return Promise.resolve([]);
	return db.q
		.select({ id: contactWay.id, safe: contactWay.safe })
		.from(contactWay)
		.where(and(eq(contactWay.hubId, db.hub), eq(contactWay.personId, personId), inArray(contactWay.valueIndex, [...indexes])));
}

export type WordsRow = { id: string; personId: string; wordsSealed: Buffer | null };
/** The sealed words of every version of these persons' choices in this hub, oldest first: each says only what it changed. */
export function secretWordsOf(db: Tx, personIds: readonly string[]): Promise<WordsRow[]> {
	if (!personIds.length) return Promise.resolve([]);
	return db.q
		.select({ id: preference.id, personId: preference.personId, wordsSealed: preference.wordsSealed })
		.from(preference)
		.where(and(eq(preference.hubId, db.hub), inArray(preference.personId, [...personIds]), isNotNull(preference.wordsSealed)))
		.orderBy(asc(preference.personId), asc(preference.version));
}

const easierColumns = {
	id: adjustment.id,
	personId: adjustment.personId,
	version: adjustment.version,
	codes: adjustment.codes,
	spoken: adjustment.spoken,
	wordsSealed: adjustment.wordsSealed,
	reviewOn: adjustment.reviewOn,
	madeAt: adjustment.madeAt
};
export type AdjustmentRow = Pick<typeof adjustment.$inferSelect, keyof typeof easierColumns>;

/** What makes it easier for each of these persons of this hub: the newest version. */
export async function adjustmentsOf(db: Tx, personIds: readonly string[]): Promise<AdjustmentRow[]> {
	if (!personIds.length) return [];
	return db.q
		.selectDistinctOn([adjustment.personId], easierColumns)
		.from(adjustment)
		.where(and(eq(adjustment.hubId, db.hub), inArray(adjustment.personId, [...personIds])))
		.orderBy(adjustment.personId, desc(adjustment.version));
}

/** Stores a new version of what makes it easier. @returns false where another was stored under this number meanwhile. */
export async function addAdjustment(db: Tx, row: typeof adjustment.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(adjustment).values(row).onConflictDoNothing().returning({ id: adjustment.id });
	return rows.length === 1;
}

/** Keeps the language in which a person of this hub is written to. @returns whether she is there. */
export async function changeLang(db: Tx, personId: string, lang: Lang): Promise<boolean> {
	const rows = await db.q
		.update(person)
		.set({ lang })
		.where(and(eq(person.hubId, db.hub), eq(person.id, personId)))
		.returning({ id: person.id });
	return rows.length === 1;
}
