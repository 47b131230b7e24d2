import { and, asc, desc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { cases, event, namedContact, notMine, participant, reference, task } from '../schema/cases.ts';
import type { TaskKind } from './tasks.ts';
import { invitation } from '../schema/door.ts';
import { agency } from '../schema/people.ts';
import type { CaseRow, ParticipantRow } from './cases.ts';

/** Lets one at a time work on this thing until the commit: a form sent twice at once, or two workers naming a contact, happen one after the other. */
export async function holdAlone(db: Tx, thing: string): Promise<void> {
	await db.q.execute(sql`select pg_advisory_xact_lock(hashtextextended(${thing}, 1))`);
}

/** The part somebody takes in a case of this hub, by the id that its form carried: undefined until the form was saved. */
export async function participantByForm(db: Tx, once: string): Promise<ParticipantRow | undefined> {
	const rows = await db.q
		.select()
		.from(participant)
		.where(and(eq(participant.hubId, db.hub), eq(participant.id, once)));
	return rows[0];
}

/** Which cases of this hub these people take part in, and as what. */
export function participationsOf(db: Tx, personIds: readonly string[]): Promise<{ case: CaseRow; participant: ParticipantRow }[]> {
	if (!personIds.length) return Promise.resolve([]);
	return db.q
		.select({ case: cases, participant })
		.from(participant)
		.innerJoin(cases, eq(cases.id, participant.caseId))
		.where(and(eq(participant.hubId, db.hub), inArray(participant.personId, [...personIds])))
		.orderBy(desc(cases.madeAt), asc(cases.id))
		.limit(200);
}

/** These cases of the hub. */
export function casesOfHub(db: Tx, caseIds: readonly string[]): Promise<CaseRow[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(cases)
		.where(and(eq(cases.hubId, db.hub), inArray(cases.id, [...caseIds])))
		.orderBy(desc(cases.madeAt), asc(cases.id))
		.limit(50);
}

export type InvitationRow = Pick<typeof invitation.$inferSelect, 'subject' | 'madeAt' | 'expiresAt' | 'usedAt' | 'stoppedAt'>;

/** The invitations of these people of the hub, newest first, without what would open one. */
export function invitationsOf(db: Tx, personIds: readonly string[]): Promise<InvitationRow[]> {
	if (!personIds.length) return Promise.resolve([]);
	return db.q
		.select({
			subject: invitation.subject,
			madeAt: invitation.madeAt,
			expiresAt: invitation.expiresAt,
			usedAt: invitation.usedAt,
			stoppedAt: invitation.stoppedAt
		})
		.from(invitation)
		.where(and(eq(invitation.hubId, db.hub), eq(invitation.kind, 'person'), inArray(invitation.subject, [...personIds])))
		.orderBy(desc(invitation.madeAt))
		.limit(200);
}

export type HeldReference = typeof reference.$inferSelect & { agencyName: string };

/** Every reference one case of the hub has or had, with the agency that gave it. */
export function allReferencesOf(db: Tx, caseId: string): Promise<HeldReference[]> {
	return db.q
		.select({ ...getTableColumns(reference), agencyName: agency.name })
		.from(reference)
		.innerJoin(agency, eq(agency.id, reference.agencyId))
		.where(and(eq(reference.hubId, db.hub), eq(reference.caseId, caseId)))
		.orderBy(asc(reference.madeAt), asc(reference.id));
}

/** Takes a reference off a case of the hub (S-26). @returns whether it was still on it. */
export async function detachReference(db: Tx, caseId: string, referenceId: string, workerId: string): Promise<boolean> {
	const rows = await db.q
		.update(reference)
		.set({ detachedAt: db.now, detachedBy: workerId })
		.where(and(eq(reference.hubId, db.hub), eq(reference.caseId, caseId), eq(reference.id, referenceId), isNull(reference.detachedAt)))
		.returning({ id: reference.id });
	return rows.length === 1;
}

/** Puts one worker in the place of the present contact of a case of the hub; the one before stays in the history (T1, T2). Hold the case alone first. */
export async function replaceContact(db: Tx, row: typeof namedContact.$inferInsert): Promise<void> {
	await db.q
		.update(namedContact)
		.set({ until: db.now })
		.where(and(eq(namedContact.hubId, db.hub), eq(namedContact.caseId, row.caseId), isNull(namedContact.until)));
	await db.q.insert(namedContact).values(row);
}

/** Sets how often the police and the person agreed to be in touch, in days; null for "not agreed" (P10). */
export async function setRhythmDays(db: Tx, caseId: string, days: number | null): Promise<void> {
	await db.q
		.update(cases)
		.set({ rhythmDays: days, rhythmSince: db.now })
		.where(and(eq(cases.hubId, db.hub), eq(cases.id, caseId)));
}

/** Settles what a person of the hub said is not about them (P13). Those settled before stay as they were. */
export async function settleNotMine(db: Tx, ids: readonly string[], workerId: string, settledAs: 'unlinked' | 'theirs'): Promise<void> {
	if (!ids.length) return;
	await db.q
		.update(notMine)
		.set({ settledAt: db.now, settledBy: workerId, settledAs })
		.where(and(eq(notMine.hubId, db.hub), inArray(notMine.id, [...ids]), isNull(notMine.settledAt)));
}

/** Ends every open task of one kind in a case of the hub. @returns the ids of those that were open. */
export async function endTasks(db: Tx, caseId: string, kind: TaskKind, workerId: string): Promise<string[]> {
	const rows = await db.q
		.update(task)
		.set({ doneAt: db.now, doneBy: workerId })
		.where(and(eq(task.hubId, db.hub), eq(task.caseId, caseId), eq(task.kind, kind), isNull(task.doneAt)))
		.returning({ id: task.id });
	return rows.map(({ id }) => id);
}

/** What came to a case of the hub under one reference, oldest first; also after it was taken off (S-26). */
export function eventsUnder(db: Tx, caseId: string, referenceId: string): Promise<(typeof event.$inferSelect)[]> {
	return db.q
		.select()
		.from(event)
		.where(and(eq(event.hubId, db.hub), eq(event.caseId, caseId), eq(event.referenceId, referenceId)))
		.orderBy(asc(event.receivedAt), asc(event.id))
		.limit(500);
}

/** Under which reference an event of this case of the hub came; null where it came under none. */
export async function referenceOfEvent(db: Tx, caseId: string): Promise<Map<string, string | null>> {
	const rows = await db.q
		.select({ id: event.id, referenceId: event.referenceId })
		.from(event)
		.where(and(eq(event.hubId, db.hub), eq(event.caseId, caseId)))
		.limit(2000);
	return new Map(rows.map(({ id, referenceId }) => [id, referenceId]));
}
