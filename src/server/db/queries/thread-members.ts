import { and, arrayContains, asc, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { helpGrant } from '../schema/advocate.ts';
import { message, thread, threadMember } from '../schema/messages.ts';
import { agency } from '../schema/people.ts';

const shown = {
	id: threadMember.id,
	agencyId: threadMember.agencyId,
	agency: agency.name,
	basis: threadMember.basis,
	since: threadMember.since,
	/** A request that no longer holds has ended its membership, whether or not anybody pressed. */
	holds: sql<boolean>`(${threadMember.basis} = 'official' or app_has_request(${threadMember.personId}, ${threadMember.agencyId}))`
};
export type MemberRow = {
	id: string;
	agencyId: string;
	agency: string;
	basis: (typeof threadMember.$inferSelect)['basis'];
	since: Date | null;
	holds: boolean;
};

/** The agencies of one thread of this person that read it or are asked for, oldest first; not those that are over. */
export function membersOf(db: Tx, personId: string, threadId: string): Promise<MemberRow[]> {
	return db.q
		.select(shown)
		.from(threadMember)
		.innerJoin(agency, and(eq(agency.id, threadMember.agencyId), eq(agency.hubId, db.hub)))
		.where(
			and(
				...[eq(threadMember.hubId, db.hub), eq(threadMember.personId, personId), eq(threadMember.threadId, threadId)],
				isNull(threadMember.until)
			)
		)
		.orderBy(asc(threadMember.askedAt), asc(threadMember.id));
}

export type Joinable = { id: string; name: string; hasRequest: boolean };
/** The agencies that could be let in to a thread of this person: by a request of hers that holds, or as police or witness care. */
export function agenciesToLetIn(db: Tx, personId: string): Promise<Joinable[]> {
	const hasRequest = sql<boolean>`app_has_request(${personId}::uuid, ${agency.id})`;
	return db.q
		.select({ id: agency.id, name: agency.name, hasRequest })
		.from(agency)
		.where(and(eq(agency.hubId, db.hub), or(hasRequest, sql`${agency.source} in ('police', 'witness_care')`)))
		.orderBy(asc(agency.name));
}

/** The place after the last message of a thread, for whoever reads all of it. */
export async function nextSeq(db: Tx, threadId: string): Promise<number> {
	const rows = await db.q
		.select({ next: sql<number>`coalesce(max(${message.seq}), 0)::int + 1` })
		.from(message)
		.where(and(eq(message.hubId, db.hub), eq(message.threadId, threadId)));
	return rows[0]?.next ?? 1;
}

/** Lets an agency in, or asks for it. @returns false where it reads or is asked for already: nothing changed. */
export async function addMember(db: Tx, row: typeof threadMember.$inferInsert): Promise<boolean> {
	const rows = await db.q.insert(threadMember).values(row).onConflictDoNothing().returning({ id: threadMember.id });
	return rows.length === 1;
}

/** Her yes to an agency that was asked for, from which message on. @returns whether it still waited. */
export async function letMemberIn(db: Tx, personId: string, id: string, fromSeq: number): Promise<boolean> {
	const rows = await db.q
		.update(threadMember)
		.set({ since: db.now, said: 'page', fromSeq })
		.where(
			and(
				...[eq(threadMember.hubId, db.hub), eq(threadMember.personId, personId), eq(threadMember.id, id)],
				...[isNull(threadMember.since), isNull(threadMember.until)]
			)
		)
		.returning({ id: threadMember.id });
	return rows.length === 1;
}

type End = Pick<typeof threadMember.$inferInsert, 'endedBy' | 'endWhy'>;
/** Ends that an agency reads a thread of this person, or that it is asked for. @returns whether it stood until now. */
export async function endMember(db: Tx, personId: string, threadId: string, id: string, end: End): Promise<boolean> {
	const rows = await db.q
		.update(threadMember)
		.set({ ...end, until: db.now })
		.where(
			and(
				...[eq(threadMember.hubId, db.hub), eq(threadMember.personId, personId), eq(threadMember.threadId, threadId)],
				...[eq(threadMember.id, id), isNull(threadMember.until)]
			)
		)
		.returning({ id: threadMember.id });
	return rows.length === 1;
}

const read = {
	id: thread.id,
	caseId: thread.caseId,
	personId: thread.personId,
	topic: thread.topic,
	state: thread.state,
	lastBy: thread.lastBy,
	movedAt: thread.movedAt,
	dueAt: thread.dueAt
};
export type ReadThreadRow = Pick<typeof thread.$inferSelect, keyof typeof read>;
const ofAgency = { ...read, memberId: threadMember.id, nameSealed: threadMember.nameSealed };

/** The threads an agency is let in to now, or that one; what waits first, then what moved last; at most 100. Row security decides in each statement. */
export function threadsOfAgency(
	db: Tx,
	agencyId: string,
	id?: string
): Promise<(ReadThreadRow & { memberId: string; nameSealed: Buffer })[]> {
	return db.q
		.select(ofAgency)
		.from(threadMember)
		.innerJoin(thread, and(eq(thread.id, threadMember.threadId), eq(thread.hubId, db.hub)))
		.where(
			and(
				...[eq(threadMember.hubId, db.hub), eq(threadMember.agencyId, agencyId), isNull(threadMember.until), isNotNull(threadMember.since)],
				...(id ? [eq(thread.id, id)] : [])
			)
		)
		.orderBy(desc(sql`${thread.state} = 'open' and ${thread.lastBy} in ('person', 'helper')`), desc(thread.movedAt), desc(thread.id))
		.limit(100);
}

/** The threads that one standing grant opens to this helper, or that one; what moved last first; at most 100. Whose grant it is, and until when, row security decides in each statement. */
export function threadsHelped(db: Tx, grantId: string, id?: string): Promise<ReadThreadRow[]> {
	return db.q
		.select(read)
		.from(helpGrant)
		.innerJoin(thread, and(eq(thread.hubId, db.hub), eq(thread.caseId, helpGrant.caseId), eq(thread.personId, helpGrant.personId)))
		.where(
			and(
				...[eq(helpGrant.hubId, db.hub), eq(helpGrant.id, grantId), eq(helpGrant.state, 'live')],
				...[isNull(helpGrant.endedAt), arrayContains(helpGrant.parts, ['messages'])],
				...(id ? [eq(thread.id, id)] : [])
			)
		)
		.orderBy(desc(thread.movedAt), desc(thread.id))
		.limit(100);
}

/** Says that an agency wrote last, and locks the thread until the commit. The promise of the hub stands as it was. @returns false where it is closed, or not theirs. */
export async function moveAsAgency(db: Tx, id: string): Promise<boolean> {
	const rows = await db.q
		.update(thread)
		.set({ lastBy: 'agency', movedAt: db.now })
		.where(and(eq(thread.hubId, db.hub), eq(thread.id, id), eq(thread.state, 'open')))
		.returning({ id: thread.id });
	return rows.length === 1;
}

type HelperMove = Partial<Pick<typeof thread.$inferInsert, 'isMarked' | 'dueAt'>>;
/** Says that a helper wrote last, and locks the thread until the commit. @returns false where it is closed, or may not be written in. */
export async function moveAsHelper(db: Tx, id: string, move: HelperMove): Promise<boolean> {
	const rows = await db.q
		.update(thread)
		.set({ ...move, lastBy: 'helper', movedAt: db.now })
		.where(and(eq(thread.hubId, db.hub), eq(thread.id, id), eq(thread.state, 'open')))
		.returning({ id: thread.id });
	return rows.length === 1;
}

/** Adds a message of somebody who may not read what stands before it. @returns false where this very form was taken in before. */
export async function addMemberMessage(db: Tx, row: Omit<typeof message.$inferInsert, 'seq'>): Promise<boolean> {
	const rows = await db.q
		.insert(message)
		.values({ ...row, seq: sql<number>`app_next_message(${row.threadId}::uuid)` })
		.onConflictDoNothing({ target: [message.threadId, message.once] })
		.returning({ id: message.id });
	return rows.length === 1;
}
