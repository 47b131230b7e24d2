import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { notice } from '../schema/notices.ts';

export type NoticeRow = typeof notice.$inferSelect;

/** Stores a notice for a person of this hub. @returns false where this event has made one for her already */
export async function addNotice(db: Tx, row: typeof notice.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(notice).values(row).onConflictDoNothing().returning({ id: notice.id });
	return rows.length === 1;
}

/** Whether an ordinary notice already waits for this person of this hub: of ten updates in an hour she is told once. */
export async function hasWaiting(db: Tx, personId: string): Promise<boolean> {
	const rows = await db.q
		.select({ id: notice.id })
		.from(notice)
		.where(and(eq(notice.hubId, db.hub), eq(notice.personId, personId), eq(notice.state, 'waiting'), eq(notice.kind, 'ordinary')))
		.limit(1);
	return rows.length === 1;
}

/** Notices of this hub whose time has come, or whose sending broke off, the oldest first; held until the commit, and without those that another server holds. */
export function dueNotices(db: Tx, limit: number): Promise<NoticeRow[]> {
	return db.q
		.select()
		.from(notice)
		.where(and(eq(notice.hubId, db.hub), inArray(notice.state, ['waiting', 'sending']), lte(notice.nextAt, db.now)))
		.orderBy(asc(notice.nextAt), asc(notice.id))
		.limit(limit)
		.for('update', { skipLocked: true });
}

/** Notices of this hub that a provider took and has not said more about, those not looked at for longest first. */
export function unconfirmedNotices(db: Tx, limit: number): Promise<NoticeRow[]> {
	return db.q
		.select()
		.from(notice)
		.where(and(eq(notice.hubId, db.hub), eq(notice.state, 'sent'), isNotNull(notice.reference), lte(notice.nextAt, db.now)))
		.orderBy(asc(notice.nextAt), asc(notice.id))
		.limit(limit)
		.for('update', { skipLocked: true });
}

export type NoticeChange = Partial<
	Pick<NoticeRow, 'state' | 'reason' | 'wayId' | 'channel' | 'tries' | 'nextAt' | 'provider' | 'reference' | 'movedAt' | 'postedOn'>
>;
/** Writes what came of a notice of this hub, while it is still in the state in which it was read. @returns whether it was */
export async function moveNotice(db: Tx, id: string, from: NoticeRow['state'], change: NoticeChange): Promise<boolean> {
	const rows = await db.q
		.update(notice)
		.set(change)
		.where(and(eq(notice.hubId, db.hub), eq(notice.id, id), eq(notice.state, from)))
		.returning({ id: notice.id });
	return rows.length === 1;
}

/** What left this hub, or did not: what went wrong first, then the newest; at most 200. A record that is shut is not in it (P19). */
export function noticesOfHub(db: Tx): Promise<NoticeRow[]> {
	return db.q
		.select()
		.from(notice)
		.where(eq(notice.hubId, db.hub))
		.orderBy(sql`${notice.state} in ('dead', 'failed') desc`, desc(notice.movedAt), desc(notice.id))
		.limit(200);
}

/** One of this hub. */
export async function noticeOfHub(db: Tx, id: string): Promise<NoticeRow | undefined> {
	const rows = await db.q
		.select()
		.from(notice)
		.where(and(eq(notice.hubId, db.hub), eq(notice.id, id)));
	return rows[0];
}

/** Notices to these persons of this hub about this case, and those about none, the newest first; at most 200. */
export function noticesAbout(db: Tx, caseId: string, personIds: readonly string[]): Promise<NoticeRow[]> {
	if (!personIds.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(notice)
		.where(and(eq(notice.hubId, db.hub), inArray(notice.personId, [...personIds]), or(eq(notice.caseId, caseId), isNull(notice.caseId))))
		.orderBy(desc(notice.movedAt), desc(notice.id))
		.limit(200);
}

/** Whether this person of this hub said that she has seen what this event says. */
export async function hasSeen(db: Tx, personId: string, sourceId: string): Promise<boolean> {
	const rows = await db.q
		.select({ id: notice.id })
		.from(notice)
		.where(and(eq(notice.hubId, db.hub), eq(notice.personId, personId), eq(notice.sourceId, sourceId), isNotNull(notice.seenAt)))
		.limit(1);
	return rows.length === 1;
}

const ofOwn = (db: Tx, personId: string, caseId: string) =>
	and(
		eq(notice.hubId, db.hub),
		eq(notice.personId, personId),
		eq(notice.caseId, caseId),
		eq(notice.kind, 'court_critical'),
		isNull(notice.seenAt)
	);

/** The events of this case of hers that are critical for court and that she has not said she has seen. */
export async function ownUnseen(db: Tx, personId: string, caseId: string): Promise<string[]> {
	const rows = await db.q
		.selectDistinct({ hubId: notice.hubId, personId: notice.personId, about: notice.about })
		.from(notice)
		.where(ofOwn(db, personId, caseId));
	return rows.flatMap(({ about }) => about ?? []);
}

/** She has seen this event of this case of hers. What is marked already keeps its time. */
export async function markOwnSeen(db: Tx, personId: string, caseId: string, eventId: string): Promise<void> {
	await db.q
		.update(notice)
		.set({ seenAt: db.now })
		.where(and(ofOwn(db, personId, caseId), eq(notice.about, eventId)));
}

/** Letters of this hub that wait for somebody to print them, the oldest first; at most 200. */
export function lettersToPrint(db: Tx): Promise<NoticeRow[]> {
	return db.q
		.select()
		.from(notice)
		.where(and(eq(notice.hubId, db.hub), eq(notice.state, 'printing')))
		.orderBy(asc(notice.movedAt), asc(notice.id))
		.limit(200);
}
