import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { agency } from '../schema/people.ts';
import { consent, referral, referralMove, referralSaid, referralText } from '../schema/referrals.ts';

export type ConsentRow = typeof consent.$inferSelect;
export type ReferralRow = typeof referral.$inferSelect;
export type SaidRow = typeof referralSaid.$inferSelect;
export type ReferralState = ReferralRow['state'];

export const addConsent = async (db: Tx, row: typeof consent.$inferInsert): Promise<void> => void (await db.q.insert(consent).values(row));
export const addReferral = async (db: Tx, row: typeof referral.$inferInsert): Promise<void> =>
	void (await db.q.insert(referral).values(row));
export const addReferralText = async (db: Tx, row: typeof referralText.$inferInsert): Promise<void> =>
	void (await db.q.insert(referralText).values(row));
export const addReferralMove = async (db: Tx, row: typeof referralMove.$inferInsert): Promise<void> =>
	void (await db.q.insert(referralMove).values(row));
export const addSaid = async (db: Tx, row: typeof referralSaid.$inferInsert): Promise<void> =>
	void (await db.q.insert(referralSaid).values(row));

/** Takes one request of this hub from the state it was seen in to the next. @returns false where somebody else was first: nothing changed. */
export async function moveReferral(
	db: Tx,
	id: string,
	from: ReferralState,
	next: Partial<Pick<ReferralRow, 'state' | 'reason' | 'sentAt' | 'movedAt' | 'stopWish' | 'consentId'>>
): Promise<boolean> {
	const rows = await db.q
		.update(referral)
		.set(next)
		.where(and(eq(referral.hubId, db.hub), eq(referral.id, id), eq(referral.state, from)))
		.returning({ id: referral.id });
	return rows.length === 1;
}

/** Writes a yes under a consent of this hub that has no answer yet. @returns whether it had none. */
export async function giveConsent(
	db: Tx,
	id: string,
	given: Pick<ConsentRow, 'fields' | 'wording' | 'lang' | 'endsOn' | 'givenBy'>
): Promise<boolean> {
	const rows = await db.q
		.update(consent)
		.set({ ...given, givenAt: db.now })
		.where(and(eq(consent.hubId, db.hub), eq(consent.id, id), isNull(consent.givenAt), isNull(consent.refusedAt), isNull(consent.endedAt)))
		.returning({ id: consent.id });
	return rows.length === 1;
}

/** Writes a no, and when she may be asked again. @returns whether there was no answer yet. */
export async function refuseConsent(db: Tx, id: string, askAgainOn: string | null): Promise<boolean> {
	const rows = await db.q
		.update(consent)
		.set({ refusedAt: db.now, askAgainOn })
		.where(and(eq(consent.hubId, db.hub), eq(consent.id, id), isNull(consent.givenAt), isNull(consent.refusedAt)))
		.returning({ id: consent.id });
	return rows.length === 1;
}

/** Ends a consent of this hub. Twice is once: the first reason stays. */
export async function endConsent(db: Tx, id: string, endedAs: NonNullable<ConsentRow['endedAs']>): Promise<void> {
	await db.q
		.update(consent)
		.set({ endedAt: db.now, endedAs })
		.where(and(eq(consent.hubId, db.hub), eq(consent.id, id), isNull(consent.endedAt)));
}

const shared = {
	id: referral.id,
	personId: referral.personId,
	agencyId: referral.agencyId,
	agency: agency.name,
	state: referral.state,
	reason: referral.reason,
	madeAt: referral.madeAt,
	sentAt: referral.sentAt,
	movedAt: referral.movedAt,
	stopWish: referral.stopWish,
	stopConfirmedAt: referral.stopConfirmedAt,
	consentId: referral.consentId,
	need: consent.need,
	fields: consent.fields,
	wording: consent.wording,
	lang: consent.lang,
	givenBy: consent.givenBy,
	givenAt: consent.givenAt,
	refusedAt: consent.refusedAt,
	endsOn: consent.endsOn,
	endedAt: consent.endedAt,
	endedAs: consent.endedAs
};
/** One request with the permission it stands on and whom it is to. */
export type SharedRow = {
	id: string;
	personId: string;
	agencyId: string;
	agency: string;
	state: ReferralState;
	reason: string | null;
	madeAt: Date;
	sentAt: Date | null;
	movedAt: Date;
	stopWish: ReferralRow['stopWish'];
	stopConfirmedAt: Date | null;
	consentId: string;
	need: string | null;
	fields: string[];
	wording: number;
	lang: string;
	givenBy: ConsentRow['givenBy'];
	givenAt: Date | null;
	refusedAt: Date | null;
	endsOn: string | null;
	endedAt: Date | null;
	endedAs: ConsentRow['endedAs'];
};

const from = (db: Tx) =>
	db.q
		.select(shared)
		.from(referral)
		.innerJoin(consent, and(eq(consent.id, referral.consentId), eq(consent.hubId, referral.hubId)))
		.innerJoin(agency, and(eq(agency.id, referral.agencyId), eq(agency.hubId, referral.hubId)));

/** What one person shares or shared, newest first, at most 100; or that one. */
export function sharedOfPerson(db: Tx, personId: string, id?: string): Promise<SharedRow[]> {
	return from(db)
		.where(and(eq(referral.hubId, db.hub), eq(referral.personId, personId), id ? eq(referral.id, id) : undefined))
		.orderBy(desc(referral.madeAt), desc(referral.id))
		.limit(100);
}

/** Requests of this hub: those that wait for somebody first, then by the day of the last step; at most 200. */
export function sharedOfHub(db: Tx): Promise<SharedRow[]> {
	return from(db)
		.where(eq(referral.hubId, db.hub))
		.orderBy(sql`${referral.state} in ('draft', 'sent', 'received', 'accepted', 'active') desc`, desc(referral.movedAt), desc(referral.id))
		.limit(200);
}

/** One request of this hub. */
export async function sharedInHub(
	db: Tx,
	id: string
): Promise<(SharedRow & { caseId: string | null; serviceId: string | null }) | undefined> {
	const rows = await db.q
		.select({ ...shared, caseId: referral.caseId, serviceId: referral.serviceId })
		.from(referral)
		.innerJoin(consent, and(eq(consent.id, referral.consentId), eq(consent.hubId, referral.hubId)))
		.innerJoin(agency, and(eq(agency.id, referral.agencyId), eq(agency.hubId, referral.hubId)))
		.where(and(eq(referral.hubId, db.hub), eq(referral.id, id)));
	return rows[0];
}

/** Whether this person already has an open request, or an open question, to this agency. */
export async function hasOpenTo(db: Tx, personId: string, agencyId: string): Promise<boolean> {
	const rows = await db.q
		.select({ id: referral.id })
		.from(referral)
		.where(
			and(
				...[eq(referral.hubId, db.hub), eq(referral.personId, personId), eq(referral.agencyId, agencyId)],
				inArray(referral.state, ['draft', 'sent', 'received', 'accepted', 'active'])
			)
		)
		.limit(1);
	return rows.length > 0;
}

/** The sealed lines of one request of this hub; undefined where there are none, or none for whoever asks. */
export async function linesOf(db: Tx, id: string): Promise<Buffer | undefined> {
	const rows = await db.q
		.select({ sealed: referralText.linesSealed })
		.from(referralText)
		.where(and(eq(referralText.hubId, db.hub), eq(referralText.id, id)));
	return rows[0]?.sealed;
}

/** What the agency wrote for the hub about one request of it; null where nothing. */
export async function notesOf(db: Tx, id: string): Promise<Buffer | null> {
	const rows = await db.q
		.select({ sealed: referralText.notesSealed })
		.from(referralText)
		.where(and(eq(referralText.hubId, db.hub), eq(referralText.id, id)));
	return rows[0]?.sealed ?? null;
}

/** Puts what she ticked in the place of what was offered. */
export async function saveLines(db: Tx, id: string, linesSealed: Buffer): Promise<void> {
	await db.q
		.update(referralText)
		.set({ linesSealed })
		.where(and(eq(referralText.hubId, db.hub), eq(referralText.id, id)));
}

export type MoveRow = { move: string; toState: string; mover: 'person' | 'hub' | 'agency' | 'job'; at: Date };
/** The steps of one request of this hub, oldest first. */
export function movesOf(db: Tx, referralId: string): Promise<MoveRow[]> {
	return db.q
		.select({ move: referralMove.move, toState: referralMove.toState, mover: referralMove.mover, at: referralMove.at })
		.from(referralMove)
		.where(and(eq(referralMove.hubId, db.hub), eq(referralMove.referralId, referralId)))
		.orderBy(asc(referralMove.at), asc(referralMove.id))
		.limit(200);
}

/** What she said about these requests, newest first. */
export function saidAbout(db: Tx, ids: readonly string[]): Promise<SaidRow[]> {
	if (!ids.length) return Promise.resolve([]);
	return db.q
		.select()
		.from(referralSaid)
		.where(and(eq(referralSaid.hubId, db.hub), inArray(referralSaid.referralId, [...ids])))
		.orderBy(desc(referralSaid.at));
}
