import { and, asc, desc, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { selfReferral } from '../schema/self-referrals.ts';

export type SelfReferralRow = typeof selfReferral.$inferSelect;
export type SelfReferralState = SelfReferralRow['state'];

/** What the door reads of one: never who here answered, nor what became of it in a record. */
const atDoor = {
	id: selfReferral.id,
	lang: selfReferral.lang,
	way: selfReferral.way,
	wordsSealed: selfReferral.wordsSealed,
	state: selfReferral.state,
	answerSealed: selfReferral.answerSealed,
	answeredAt: selfReferral.answeredAt,
	moreSealed: selfReferral.moreSealed,
	dueAt: selfReferral.dueAt,
	madeAt: selfReferral.madeAt
};
export type OwnAskRow = Pick<SelfReferralRow, keyof typeof atDoor>;

/** Keeps what was sent. @returns false where this very form was kept before: nothing changed. */
export async function addSelfReferral(db: Tx, row: typeof selfReferral.$inferInsert): Promise<boolean> {
	const rows = await db.q
		.insert(selfReferral)
		.values(row)
		.onConflictDoNothing({ target: [selfReferral.hubId, selfReferral.once] })
		.returning({ id: selfReferral.id });
	return rows.length === 1;
}

/** Sends what was kept half filled in, under the same form. @returns its id; undefined where none waits. */
export async function sendKept(
	db: Tx,
	once: string,
	sent: Pick<SelfReferralRow, 'way' | 'wordsSealed' | 'dueAt' | 'lang'>
): Promise<string | undefined> {
	const rows = await db.q
		.update(selfReferral)
		.set({ ...sent, state: 'waiting', movedAt: db.now })
		.where(and(eq(selfReferral.hubId, db.hub), eq(selfReferral.once, once), eq(selfReferral.state, 'draft')))
		.returning({ id: selfReferral.id });
	return rows[0]?.id;
}

/** Puts the answers so far in the place of those kept before. */
export async function keepAgain(db: Tx, once: string, wordsSealed: Buffer): Promise<void> {
	await db.q
		.update(selfReferral)
		.set({ wordsSealed, movedAt: db.now })
		.where(and(eq(selfReferral.hubId, db.hub), eq(selfReferral.once, once), eq(selfReferral.state, 'draft')));
}

/** The id under which this form was kept. */
export async function idOfForm(db: Tx, once: string): Promise<string | undefined> {
	const rows = await db.q
		.select({ id: selfReferral.id })
		.from(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), eq(selfReferral.once, once)));
	return rows[0]?.id;
}

/** The one with these four words in this hub; undefined for words that are none. */
export async function askByCode(db: Tx, codeHash: Buffer): Promise<OwnAskRow | undefined> {
	const rows = await db.q
		.select(atDoor)
		.from(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), eq(selfReferral.codeHash, codeHash)));
	return rows[0];
}

/** One of this hub, for whoever proved the four words a moment ago. */
export async function askForOwner(db: Tx, id: string): Promise<OwnAskRow | undefined> {
	const rows = await db.q
		.select(atDoor)
		.from(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), eq(selfReferral.id, id)));
	return rows[0];
}

const open = ['waiting', 'answered'] as const;
/** What its owner changes while it is open. @returns whether it was. */
export async function changeOwnAsk(
	db: Tx,
	id: string,
	change: Partial<Pick<SelfReferralRow, 'way' | 'wordsSealed' | 'moreSealed' | 'state'>>
): Promise<boolean> {
	const own = and(eq(selfReferral.hubId, db.hub), eq(selfReferral.id, id), inArray(selfReferral.state, [...open]));
	const rows = await db.q
		.update(selfReferral)
		.set({ ...change, movedAt: db.now })
		.where(change.moreSealed ? and(own, isNull(selfReferral.moreSealed)) : own)
		.returning({ id: selfReferral.id });
	return rows.length === 1;
}

/** Joins it to the person who typed its words while signed in. Another's stays another's. @returns whether it is theirs now. */
export async function joinAsk(db: Tx, codeHash: Buffer, personId: string): Promise<string | undefined> {
	const rows = await db.q
		.update(selfReferral)
		.set({ joinedBy: personId, movedAt: db.now })
		.where(
			and(
				...[eq(selfReferral.hubId, db.hub), eq(selfReferral.codeHash, codeHash), ne(selfReferral.state, 'draft')],
				or(isNull(selfReferral.joinedBy), eq(selfReferral.joinedBy, personId))
			)
		)
		.returning({ id: selfReferral.id });
	return rows[0]?.id;
}

const joinedColumns = {
	id: selfReferral.id,
	state: selfReferral.state,
	wordsSealed: selfReferral.wordsSealed,
	answerSealed: selfReferral.answerSealed,
	moreSealed: selfReferral.moreSealed,
	madeAt: selfReferral.madeAt
};
export type JoinedRow = Pick<SelfReferralRow, keyof typeof joinedColumns>;

/** What this person joined to her page, newest first, at most 50. */
export function joinedAsks(db: Tx, personId: string): Promise<JoinedRow[]> {
	return db.q
		.select(joinedColumns)
		.from(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), eq(selfReferral.joinedBy, personId)))
		.orderBy(desc(selfReferral.madeAt))
		.limit(50);
}

/** What was sent to this hub: what waits first, by when it is due; at most 200. */
export function selfReferralsOfHub(db: Tx): Promise<SelfReferralRow[]> {
	return db.q
		.select()
		.from(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), ne(selfReferral.state, 'draft')))
		.orderBy(sql`${selfReferral.state} in ('waiting', 'answered') desc`, asc(selfReferral.dueAt), desc(selfReferral.id))
		.limit(200);
}

/** One that was sent to this hub. */
export async function selfReferralOfHub(db: Tx, id: string): Promise<SelfReferralRow | undefined> {
	const rows = await db.q
		.select()
		.from(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), eq(selfReferral.id, id), ne(selfReferral.state, 'draft')));
	return rows[0];
}

type Settled = Partial<Pick<SelfReferralRow, 'state' | 'answerSealed' | 'answeredAt' | 'reason' | 'workerId' | 'personId' | 'caseId'>>;
/** What a worker does with one that is open, or that stands as `seen`. `addsTry` is put after the others, also when two are written down at once. @returns false where it is not, or not any more. */
export async function settleAsk(
	db: Tx,
	id: string,
	{ addsTry, ...change }: Settled & { addsTry?: SelfReferralRow['tries'][number] },
	seen?: (typeof open)[number]
): Promise<boolean> {
	const tries = addsTry && { tries: sql`${selfReferral.tries} || ${JSON.stringify([addsTry])}::text::jsonb` };
	const rows = await db.q
		.update(selfReferral)
		.set({ ...change, ...tries, movedAt: db.now })
		.where(and(eq(selfReferral.hubId, db.hub), eq(selfReferral.id, id), inArray(selfReferral.state, seen ? [seen] : [...open])))
		.returning({ id: selfReferral.id });
	return rows.length === 1;
}

/** What this agency asked for, newest first, and what became of it (P21: no more than that); at most 100. */
export function asksOfAgency(db: Tx, agencyId: string): Promise<Pick<SelfReferralRow, 'id' | 'state' | 'madeAt'>[]> {
	return db.q
		.select({ id: selfReferral.id, state: selfReferral.state, madeAt: selfReferral.madeAt })
		.from(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), eq(selfReferral.agencyId, agencyId), eq(selfReferral.source, 'agency')))
		.orderBy(desc(selfReferral.madeAt))
		.limit(100);
}

/** Deletes what was sent, or kept half filled in, longer ago than the hub keeps it; at most `atOnce` rows. @returns how many */
export async function deleteOldAsks(db: Tx, days: number, atOnce: number): Promise<number> {
	const before = new Date(db.now.getTime() - days * 86_400_000);
	const old = db.q
		.select({ id: selfReferral.id })
		.from(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), lt(selfReferral.movedAt, before)))
		.limit(atOnce);
	const rows = await db.q
		.delete(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), inArray(selfReferral.id, old)))
		.returning({ id: selfReferral.id });
	return rows.length;
}

/** Deletes what a forgotten person of this hub once sent. */
export async function deleteAsksOf(db: Tx, personId: string): Promise<void> {
	await db.q
		.delete(selfReferral)
		.where(and(eq(selfReferral.hubId, db.hub), or(eq(selfReferral.personId, personId), eq(selfReferral.joinedBy, personId))));
}
