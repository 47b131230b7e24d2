import { and, desc, eq, inArray, isNull, ne, notExists, or, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { cases, heard, notMine, participant, task } from '../schema/cases.ts';
import { contactWay, person, preference } from '../schema/people.ts';
import type { TaskKind } from './tasks.ts';

/** A case that is hers, with her role in it, and how she wants hard news; null where she never said. */
export type OwnCaseRow = {
	id: string;
	kind: 'crime' | 'antisocial' | 'road_death';
	isReported: boolean;
	isOffence: boolean | null;
	crimeType: string | null;
	area: string | null;
	rhythmDays: number | null;
	rhythmSince: Date | null;
	madeAt: Date;
	role: 'victim' | 'bereaved' | 'parent' | 'witness';
	enhanced: string[];
	hardNews: 'call_first' | 'read_here' | null;
	mayContact: 'yes' | 'no_look_here' | 'no_i_call' | 'unasked' | null;
};

const ownColumns = {
	id: cases.id,
	kind: cases.kind,
	isReported: cases.isReported,
	isOffence: cases.isOffence,
	crimeType: cases.crimeType,
	area: cases.area,
	rhythmDays: cases.rhythmDays,
	rhythmSince: cases.rhythmSince,
	madeAt: cases.madeAt,
	role: participant.role,
	enhanced: participant.enhanced,
	hardNews: preference.hardNews,
	mayContact: preference.mayContact
};

/** What she said is not about her counts until it was settled that it is (P13). */
const stillHidden = () => or(isNull(notMine.settledAs), ne(notMine.settledAs, 'theirs'));

/**
 * The cases of one person, newest first, at most 50; or that one. A case that she said is not about her is left out, as if it were not there (P13).
 * Her newest preference comes with it, without the words of her safety plan (P6).
 */
export function ownCases(db: Tx, personId: string, caseId?: string): Promise<OwnCaseRow[]> {
	const newest = sql`(select max(p.version) from preference p where p.person_id = ${participant.personId} and p.hub_id = ${participant.hubId})`;
	const wholeCase = and(
		eq(notMine.hubId, db.hub),
		eq(notMine.personId, personId),
		eq(notMine.caseId, cases.id),
		isNull(notMine.eventId),
		isNull(notMine.referenceId),
		stillHidden()
	);
	const hidden = db.q.select({ id: notMine.id }).from(notMine).where(wholeCase);
	const hers = and(eq(participant.hubId, db.hub), eq(participant.personId, personId), notExists(hidden));
	return db.q
		.select(ownColumns)
		.from(participant)
		.innerJoin(cases, and(eq(cases.id, participant.caseId), eq(cases.hubId, db.hub), isNull(cases.shreddedAt)))
		.leftJoin(preference, and(eq(preference.hubId, db.hub), eq(preference.personId, participant.personId), eq(preference.version, newest)))
		.where(caseId ? and(hers, eq(cases.id, caseId)) : hers)
		.orderBy(desc(cases.madeAt), desc(cases.id))
		.limit(50);
}

const heldColumns = {
	id: person.id,
	nameSealed: person.nameSealed,
	bornSealed: person.bornSealed,
	lang: person.lang,
	area: person.area,
	madeAt: person.madeAt
};
export type OwnPersonRow = Pick<typeof person.$inferSelect, keyof typeof heldColumns>;

/** What is kept of this person herself, without the indexes that find her. */
export async function ownPerson(db: Tx, personId: string): Promise<OwnPersonRow | undefined> {
	const rows = await db.q
		.select(heldColumns)
		.from(person)
		.where(and(eq(person.hubId, db.hub), eq(person.id, personId)));
	return rows[0];
}

const wayColumns = {
	id: contactWay.id,
	personId: contactWay.personId,
	kind: contactWay.kind,
	valueSealed: contactWay.valueSealed,
	checked: contactWay.checked,
	madeAt: contactWay.madeAt
};
export type OwnWayRow = Pick<typeof contactWay.$inferSelect, keyof typeof wayColumns>;

/** The ways to reach this person that she gave and that have not ended, at most 50; not what the hub thinks of each. */
export function ownWays(db: Tx, personId: string): Promise<OwnWayRow[]> {
	return db.q
		.select(wayColumns)
		.from(contactWay)
		.where(and(eq(contactWay.hubId, db.hub), eq(contactWay.personId, personId), isNull(contactWay.endedAt)))
		.orderBy(contactWay.madeAt)
		.limit(50);
}

/** The sealed name by which this person wants to be called. */
export async function ownName(db: Tx, personId: string): Promise<Buffer | undefined> {
	const rows = await db.q
		.select({ nameSealed: person.nameSealed })
		.from(person)
		.where(and(eq(person.hubId, db.hub), eq(person.id, personId)));
	return rows[0]?.nameSealed;
}

export type HiddenRow = { caseId: string; eventId: string | null; referenceId: string | null };

/** The events and references of these cases that this person said are not about her (P13). */
export function ownHidden(db: Tx, personId: string, caseIds: readonly string[]): Promise<HiddenRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select({ caseId: notMine.caseId, eventId: notMine.eventId, referenceId: notMine.referenceId })
		.from(notMine)
		.where(and(eq(notMine.hubId, db.hub), eq(notMine.personId, personId), inArray(notMine.caseId, [...caseIds]), stillHidden()))
		.limit(500);
}

export type AnswerRow = { caseId: string; clockId: string; answer: 'yes' | 'no'; at: Date };

/** What this person answered to "Did they?" in these cases (P3). */
export function ownAnswers(db: Tx, personId: string, caseIds: readonly string[]): Promise<AnswerRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select({ caseId: heard.caseId, clockId: heard.clockId, answer: heard.answer, at: heard.at })
		.from(heard)
		.where(and(eq(heard.hubId, db.hub), eq(heard.personId, personId), inArray(heard.caseId, [...caseIds])))
		.orderBy(heard.at)
		.limit(500);
}

export type AskedRow = { id: string; caseId: string | null; kind: TaskKind; about: string | null; dueOn: string };

/** What this person asked for in these cases and waits for. Only what she asked herself: a worker's quiet task about her is not among it. */
export function ownAsked(db: Tx, personId: string, caseIds: readonly string[]): Promise<AskedRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select({ id: task.id, caseId: task.caseId, kind: task.kind, about: task.about, dueOn: task.dueOn })
		.from(task)
		.where(
			and(
				eq(task.hubId, db.hub),
				eq(task.personId, personId),
				inArray(task.caseId, [...caseIds]),
				inArray(task.kind, askedKinds),
				isNull(task.doneAt)
			)
		)
		.orderBy(task.dueOn, task.id)
		.limit(200);
}
const askedKinds: TaskKind[] = ['update_asked', 'not_told', 'call_me', 'help_with_right', 'not_about_me', 'asked_about'];

/** Lets one form of this person about this case through at a time, until the commit: a button pressed twice must not ask twice. */
export async function holdAsking(db: Tx, personId: string, caseId: string): Promise<void> {
	rowsOf(await db.q.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${db.hub} ${personId} ${caseId}`}, 0))`));
}

/** Keeps what this person answered to "Did they?". */
export const addAnswer = async (db: Tx, row: typeof heard.$inferInsert): Promise<void> => void (await db.q.insert(heard).values(row));
/** Keeps that this person said something is not about her. */
export const addHidden = async (db: Tx, row: typeof notMine.$inferInsert): Promise<void> => void (await db.q.insert(notMine).values(row));
