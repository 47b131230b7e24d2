import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, ne, notExists, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { cases, event, heard, namedContact, participant, task, telling } from '../schema/cases.ts';
import { contactWay } from '../schema/people.ts';
import type { TaskKind, TaskRow } from './tasks.ts';

export type Untold = { eventId: string; caseId: string; personId: string };
export type TryRow = typeof telling.$inferSelect;

/** Every event of this hub that nobody told a participant about, newest received first (T5). Bounded: the page says when there are more. */
export function untoldOf(db: Tx, limit: number): Promise<Untold[]> {
	const told = db.q
		.select({ one: sql`1` })
		.from(telling)
		.where(
			and(
				eq(telling.eventId, event.id),
				eq(telling.personId, participant.personId),
				eq(telling.outcome, 'told'),
				isNull(telling.undoneAt)
			)
		);
	return db.q
		.select({ eventId: event.id, caseId: event.caseId, personId: participant.personId })
		.from(event)
		.innerJoin(participant, and(eq(participant.caseId, event.caseId), eq(participant.hubId, db.hub)))
		.where(and(eq(event.hubId, db.hub), notExists(told)))
		.orderBy(desc(event.receivedAt), desc(event.id))
		.limit(limit);
}

/** The tries to tell anybody about these cases of this hub, with the way used and when to try again; oldest first. */
export function triesOf(db: Tx, caseIds: readonly string[]): Promise<TryRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(telling)
		.where(and(eq(telling.hubId, db.hub), inArray(telling.caseId, [...caseIds]), isNull(telling.undoneAt)))
		.orderBy(asc(telling.at), asc(telling.id))
		.limit(5000);
}

/** The tries of this hub's workers to reach one person, over every case: three in vain on a way lead to the next one (P9). */
export function triesWith(db: Tx, personId: string): Promise<TryRow[]> {
	return db.q
		.select()
		.from(telling)
		.where(and(eq(telling.hubId, db.hub), eq(telling.personId, personId), eq(telling.by, 'hub'), isNull(telling.undoneAt)))
		.orderBy(asc(telling.at), asc(telling.id))
		.limit(500);
}

/** One recorded try of a case of this hub, taken back or not. */
export async function tryOf(db: Tx, caseId: string, tellingId: string): Promise<TryRow | undefined> {
	const rows = await db.q
		.select()
		.from(telling)
		.where(and(eq(telling.hubId, db.hub), eq(telling.caseId, caseId), eq(telling.id, tellingId)));
	return rows[0];
}

/** The try that this form already recorded in this hub: a form sent twice leads to the same page. */
export async function tryByForm(db: Tx, onceKey: string): Promise<TryRow | undefined> {
	const rows = await db.q
		.select()
		.from(telling)
		.where(and(eq(telling.hubId, db.hub), eq(telling.onceKey, onceKey)));
	return rows[0];
}

/** Takes back a try of this hub recorded since `since`. @returns whether it still stood. */
export async function markUndone(db: Tx, tellingId: string, workerId: string, since: Date): Promise<boolean> {
	const rows = await db.q
		.update(telling)
		.set({ undoneAt: db.now })
		.where(
			and(
				eq(telling.hubId, db.hub),
				eq(telling.id, tellingId),
				eq(telling.workerId, workerId),
				gte(telling.madeAt, since),
				isNull(telling.undoneAt)
			)
		)
		.returning({ id: telling.id });
	return rows.length === 1;
}

/** Settles this hub's open tasks of these kinds about one event and person. */
export async function settleTasksAbout(
	db: Tx,
	about: { eventId: string; personId: string; kinds: readonly TaskKind[] },
	workerId: string
): Promise<void> {
	await db.q
		.update(task)
		.set({ doneAt: db.now, doneBy: workerId })
		.where(
			and(
				eq(task.hubId, db.hub),
				eq(task.eventId, about.eventId),
				eq(task.personId, about.personId),
				inArray(task.kind, [...about.kinds]),
				isNull(task.doneAt)
			)
		);
}

/** Opens again what this worker settled for one person at that very moment: the other half of taking a try back. */
export async function reopenTasks(db: Tx, personId: string, doneAt: Date, workerId: string): Promise<void> {
	await db.q
		.update(task)
		.set({ doneAt: null, doneBy: null })
		.where(and(eq(task.hubId, db.hub), eq(task.personId, personId), eq(task.doneAt, doneAt), eq(task.doneBy, workerId)));
}

/** Ends the tasks that were made for one person at that very moment. */
export async function endTasksMade(db: Tx, personId: string, madeAt: Date, workerId: string): Promise<void> {
	await db.q
		.update(task)
		.set({ doneAt: db.now, doneBy: workerId })
		.where(and(eq(task.hubId, db.hub), eq(task.personId, personId), eq(task.madeAt, madeAt), isNull(task.doneAt)));
}

/** One task of this hub. */
export async function taskOfHub(db: Tx, taskId: string): Promise<TaskRow | undefined> {
	const rows = await db.q
		.select()
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.id, taskId)));
	return rows[0];
}

/** This hub's open tasks about one event. */
export function tasksAbout(db: Tx, eventId: string): Promise<TaskRow[]> {
	return db.q
		.select()
		.from(task)
		.where(and(eq(task.hubId, db.hub), eq(task.eventId, eventId), isNull(task.doneAt)))
		.orderBy(asc(task.dueOn), asc(task.id))
		.limit(50);
}

/** Moves the day of one open task of this hub: the owner was asked, and the row waits (P3). @returns whether it was open. */
export async function setTaskDay(db: Tx, taskId: string, dueOn: string): Promise<boolean> {
	const rows = await db.q
		.update(task)
		.set({ dueOn })
		.where(and(eq(task.hubId, db.hub), eq(task.id, taskId), isNull(task.doneAt)))
		.returning({ id: task.id });
	return rows.length === 1;
}

/** This hub's cases in which a rhythm of contact was agreed (P10), the oldest first. */
export function rhythmCases(db: Tx): Promise<(typeof cases.$inferSelect)[]> {
	return db.q
		.select()
		.from(cases)
		.where(and(eq(cases.hubId, db.hub), isNotNull(cases.rhythmDays)))
		.orderBy(asc(cases.madeAt), asc(cases.id))
		.limit(500);
}

/** This hub's cases by their ids. */
export function casesOfHub(db: Tx, caseIds: readonly string[]): Promise<(typeof cases.$inferSelect)[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(cases)
		.where(and(eq(cases.hubId, db.hub), inArray(cases.id, [...caseIds])));
}

/** Whose answers "Did they?" got in these cases of this hub. */
export function answersOf(db: Tx, caseIds: readonly string[]): Promise<(typeof heard.$inferSelect)[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(heard)
		.where(and(eq(heard.hubId, db.hub), inArray(heard.caseId, [...caseIds])))
		.orderBy(asc(heard.at))
		.limit(5000);
}

/** Who is the named contact of these cases of this hub now. */
export function contactsNow(db: Tx, caseIds: readonly string[]): Promise<{ caseId: string; workerId: string }[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select({ caseId: namedContact.caseId, workerId: namedContact.workerId })
		.from(namedContact)
		.where(and(eq(namedContact.hubId, db.hub), inArray(namedContact.caseId, [...caseIds]), isNull(namedContact.until)));
}

/** What raises these persons' risk without a worker's mark: reasons for news sooner, and the kind of crime, in every case of theirs (P2). */
export function riskFactsOf(db: Tx, personIds: readonly string[]): Promise<{ personId: string; enhanced: string[]; crimeType: string | null }[]> {
	if (!personIds.length) return Promise.resolve([]);
	return db.q
		.select({ personId: participant.personId, enhanced: participant.enhanced, crimeType: cases.crimeType })
		.from(participant)
		.innerJoin(cases, eq(cases.id, participant.caseId))
		.where(and(eq(participant.hubId, db.hub), inArray(participant.personId, [...personIds]), ne(participant.role, 'witness')))
		.limit(5000);
}

/** Shuts one way of a person of this hub at once (P9). @returns whether it was open. */
export async function pauseWay(db: Tx, personId: string, wayId: string): Promise<boolean> {
	const rows = await db.q
		.update(contactWay)
		.set({ pausedAt: db.now })
		.where(and(eq(contactWay.hubId, db.hub), eq(contactWay.personId, personId), eq(contactWay.id, wayId), isNull(contactWay.pausedAt)))
		.returning({ id: contactWay.id });
	return rows.length === 1;
}

/** Opens again the ways of a person of this hub that were shut at that very moment. */
export async function unpauseWays(db: Tx, personId: string, pausedAt: Date): Promise<void> {
	await db.q
		.update(contactWay)
		.set({ pausedAt: null })
		.where(and(eq(contactWay.hubId, db.hub), eq(contactWay.personId, personId), eq(contactWay.pausedAt, pausedAt)));
}
