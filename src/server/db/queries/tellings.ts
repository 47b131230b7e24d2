import { and, asc, eq, gte, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { task, telling } from '../schema/cases.ts';
import { contactWay, preference } from '../schema/people.ts';
import type { TaskKind } from './tasks.ts';

export type TryRow = typeof telling.$inferSelect;

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

/** One version of what a person of this hub said about being reached. */
export async function preferenceVersion(db: Tx, personId: string, version: number): Promise<typeof preference.$inferSelect | undefined> {
	const rows = await db.q
		.select()
		.from(preference)
		.where(and(eq(preference.hubId, db.hub), eq(preference.personId, personId), eq(preference.version, version)));
	return rows[0];
}
