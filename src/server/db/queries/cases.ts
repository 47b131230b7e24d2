import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { agency, worker } from '../schema/people.ts';
import { cases, event, heard, namedContact, notMine, participant, reference, telling } from '../schema/cases.ts';

export type CaseRow = typeof cases.$inferSelect;
export type ParticipantRow = typeof participant.$inferSelect;
const said = {
	id: event.id,
	hubId: event.hubId,
	caseId: event.caseId,
	kind: event.kind,
	source: event.source,
	agencyId: event.agencyId,
	referenceId: event.referenceId,
	charge: event.charge,
	occurredKind: event.occurredKind,
	occurredFrom: event.occurredFrom,
	occurredTo: event.occurredTo,
	asOf: event.asOf,
	receivedAt: event.receivedAt,
	publishedAt: event.publishedAt,
	supersedes: event.supersedes,
	contentHash: event.contentHash,
	detail: event.detail,
	lineSealed: event.lineSealed
};
/** An event with its agency's name, and not which worker wrote it down: a person may read this of her case. */
export type EventRow = Pick<typeof event.$inferSelect, keyof typeof said> & { agencyName: string | null };
const tried = {
	id: telling.id,
	hubId: telling.hubId,
	caseId: telling.caseId,
	personId: telling.personId,
	eventId: telling.eventId,
	at: telling.at,
	by: telling.by,
	way: telling.way,
	outcome: telling.outcome,
	shownAt: telling.shownAt,
	madeAt: telling.madeAt,
	undoneAt: telling.undoneAt
};
/** A try to tell, without the worker's note: a person may read this of herself. */
export type TellingRow = Pick<typeof telling.$inferSelect, keyof typeof tried>;

/** The cases a person takes part in, newest first, with her role in each. */
export function casesOf(db: Tx, personId: string): Promise<{ case: CaseRow; participant: ParticipantRow }[]> {
	return db.q
		.select({ case: cases, participant })
		.from(participant)
		.innerJoin(cases, eq(cases.id, participant.caseId))
		.where(and(eq(participant.hubId, db.hub), eq(participant.personId, personId)))
		.orderBy(desc(cases.madeAt))
		.limit(50);
}

/** One case of one person, with her role; undefined where it is not hers. */
export async function caseOf(
	db: Tx,
	personId: string,
	caseId: string
): Promise<{ case: CaseRow; participant: ParticipantRow } | undefined> {
	const rows = await db.q
		.select({ case: cases, participant })
		.from(participant)
		.innerJoin(cases, eq(cases.id, participant.caseId))
		.where(and(eq(participant.hubId, db.hub), eq(participant.personId, personId), eq(cases.id, caseId)));
	return rows[0];
}

/** One case of the hub. */
export async function caseOfHub(db: Tx, caseId: string): Promise<CaseRow | undefined> {
	const rows = await db.q
		.select()
		.from(cases)
		.where(and(eq(cases.hubId, db.hub), eq(cases.id, caseId)));
	return rows[0];
}

/** Who takes part in these cases of the hub. */
export function participantsOf(db: Tx, caseIds: readonly string[]): Promise<ParticipantRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(participant)
		.where(and(eq(participant.hubId, db.hub), inArray(participant.caseId, [...caseIds])))
		.orderBy(asc(participant.madeAt), asc(participant.id));
}

/** All events of these cases with their agency's name; at most 2,000, the newest first. */
export function eventsOf(db: Tx, caseIds: readonly string[]): Promise<EventRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return (
		db.q
			.select({ ...said, agencyName: agency.name })
			.from(event)
			.leftJoin(agency, eq(agency.id, event.agencyId))
			.leftJoin(reference, eq(reference.id, event.referenceId))
			// What came under a reference that was unlinked is on nobody's page (S-26).
			.where(and(eq(event.hubId, db.hub), inArray(event.caseId, [...caseIds]), isNull(reference.detachedAt)))
			.orderBy(desc(event.receivedAt), desc(event.id))
			.limit(2000)
	);
}

/** Every try to tell somebody about these cases that was not taken back. */
export function tellingsOf(db: Tx, caseIds: readonly string[]): Promise<TellingRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select(tried)
		.from(telling)
		.where(and(eq(telling.hubId, db.hub), inArray(telling.caseId, [...caseIds]), isNull(telling.undoneAt)))
		.orderBy(asc(telling.at), asc(telling.id))
		.limit(2000);
}

/** What a person answered to "Did they?" in these cases. */
export function heardOf(db: Tx, caseIds: readonly string[]): Promise<(typeof heard.$inferSelect)[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(heard)
		.where(and(eq(heard.hubId, db.hub), inArray(heard.caseId, [...caseIds])))
		.orderBy(asc(heard.at));
}

/** What a person said is not about her in these cases, unless it was settled as hers after all. */
export function notMineOf(db: Tx, caseIds: readonly string[]): Promise<(typeof notMine.$inferSelect)[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(notMine)
		.where(and(eq(notMine.hubId, db.hub), inArray(notMine.caseId, [...caseIds])));
}

const given = { id: reference.id, caseId: reference.caseId, agencyId: reference.agencyId, refSealed: reference.refSealed };
type ReferenceRow = Pick<typeof reference.$inferSelect, keyof typeof given> & { agencyName: string; source: string };

/** References of these cases that still hold, with the agency that gave each; not by which worker it was typed. */
export function referencesOf(db: Tx, caseIds: readonly string[]): Promise<ReferenceRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select({ ...given, agencyName: agency.name, source: agency.source })
		.from(reference)
		.innerJoin(agency, eq(agency.id, reference.agencyId))
		.where(and(eq(reference.hubId, db.hub), inArray(reference.caseId, [...caseIds]), isNull(reference.detachedAt)))
		.orderBy(asc(reference.madeAt));
}

export type ContactRow = {
	caseId: string;
	workerId: string;
	nameSealed: Buffer;
	role: 'care' | 'witness_care';
	team: string;
	since: Date;
	until: Date | null;
};

/** Whom to ask in these cases, the present one first, then earlier ones (T1, T2). */
export function namedContactsOf(db: Tx, caseIds: readonly string[]): Promise<ContactRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select({
			caseId: namedContact.caseId,
			workerId: worker.id,
			nameSealed: worker.nameSealed,
			role: namedContact.role,
			team: worker.team,
			since: namedContact.since,
			until: namedContact.until
		})
		.from(namedContact)
		.innerJoin(worker, eq(worker.id, namedContact.workerId))
		.where(and(eq(namedContact.hubId, db.hub), inArray(namedContact.caseId, [...caseIds])))
		.orderBy(desc(isNull(namedContact.until)), desc(namedContact.since));
}

/** The cases that hold exactly this reference (its blind index). */
export async function casesByReference(db: Tx, refIndex: Buffer): Promise<string[]> {
	const rows = await db.q
		.select({ caseId: reference.caseId })
		.from(reference)
		.where(and(eq(reference.hubId, db.hub), eq(reference.refIndex, refIndex), isNull(reference.detachedAt)))
		.limit(20);
	return rows.map(({ caseId }) => caseId);
}

/** Stores a case. */
export const addCase = async (db: Tx, row: typeof cases.$inferInsert): Promise<void> => void (await db.q.insert(cases).values(row));
/** Lets a person take part in a case. */
export const addParticipant = async (db: Tx, row: typeof participant.$inferInsert): Promise<void> =>
	void (await db.q.insert(participant).values(row));
/** Stores an agency's reference for a case. */
export const addReference = async (db: Tx, row: typeof reference.$inferInsert): Promise<void> =>
	void (await db.q.insert(reference).values(row));
/** Appends events; one that says the same again in the same case changes nothing. @returns how many were new. */
export async function addEvents(db: Tx, rows: (typeof event.$inferInsert)[]): Promise<string[]> {
	if (!rows.length) return [];
	const added = await db.q
		.insert(event)
		.values(rows)
		.onConflictDoNothing({ target: [event.caseId, event.contentHash] })
		.returning({ id: event.id });
	return added.map(({ id }) => id);
}
/** Records a try to tell. The same form sent twice is recorded once. @returns whether it was new. */
export async function addTelling(db: Tx, row: typeof telling.$inferInsert): Promise<boolean> {
	const added = await db.q.insert(telling).values(row).onConflictDoNothing({ target: telling.onceKey }).returning({ id: telling.id });
	return added.length === 1;
}
