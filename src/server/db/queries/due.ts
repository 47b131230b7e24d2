import { and, asc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { cases, heard, namedContact, participant, task } from '../schema/cases.ts';
import type { TaskRow } from './tasks.ts';

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
		.where(and(eq(cases.hubId, db.hub), isNotNull(cases.rhythmDays), isNull(cases.shreddedAt)))
		.orderBy(asc(cases.madeAt), asc(cases.id))
		.limit(500);
}

const answered = { caseId: heard.caseId, personId: heard.personId, clockId: heard.clockId, answer: heard.answer, at: heard.at };

/** Whose answers "Did they?" got in these cases of this hub. */
export function answersOf(db: Tx, caseIds: readonly string[]): Promise<Pick<typeof heard.$inferSelect, keyof typeof answered>[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select(answered)
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
export function riskFactsOf(
	db: Tx,
	personIds: readonly string[]
): Promise<{ personId: string; enhanced: string[]; crimeType: string | null }[]> {
	if (!personIds.length) return Promise.resolve([]);
	return db.q
		.select({ personId: participant.personId, enhanced: participant.enhanced, crimeType: cases.crimeType })
		.from(participant)
		.innerJoin(cases, eq(cases.id, participant.caseId))
		.where(and(eq(participant.hubId, db.hub), inArray(participant.personId, [...personIds]), ne(participant.role, 'witness')))
		.limit(5000);
}
