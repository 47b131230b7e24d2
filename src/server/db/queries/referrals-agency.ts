import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { contactWay, preference } from '../schema/people.ts';
import { measure, referral, referralText } from '../schema/referrals.ts';

const columns = {
	id: referral.id,
	state: referral.state,
	reason: referral.reason,
	sentAt: referral.sentAt,
	movedAt: referral.movedAt,
	stopWish: referral.stopWish,
	stopConfirmedAt: referral.stopConfirmedAt
};
export type AgencyReferralRow = {
	id: string;
	state: (typeof referral.$inferSelect)['state'];
	reason: string | null;
	sentAt: Date | null;
	movedAt: Date;
	stopWish: (typeof referral.$inferSelect)['stopWish'];
	stopConfirmedAt: Date | null;
};

/** The requests to this agency, newest step first, at most 100; or that one. Row security leaves out what is no longer shared. */
export function referralsOfAgency(db: Tx, agencyId: string, id?: string): Promise<AgencyReferralRow[]> {
	return db.q
		.select(columns)
		.from(referral)
		.where(and(eq(referral.hubId, db.hub), eq(referral.agencyId, agencyId), id ? eq(referral.id, id) : undefined))
		.orderBy(desc(referral.movedAt), desc(referral.id))
		.limit(100);
}

/** Says that this agency has stopped using what was shared. Twice is once. @returns whether it was said now. */
export async function confirmStopped(db: Tx, agencyId: string, id: string): Promise<boolean> {
	const own = and(eq(referral.hubId, db.hub), eq(referral.agencyId, agencyId), eq(referral.id, id));
	const rows = await db.q
		.update(referral)
		.set({ stopConfirmedAt: db.now })
		.where(and(own, eq(referral.state, 'withdrawn'), isNull(referral.stopConfirmedAt)))
		.returning({ id: referral.id });
	return rows.length === 1;
}

/** Whom a request that this agency has said yes to is about; undefined where her ways are not shared, or no longer. */
export async function personOfReferral(db: Tx, id: string): Promise<{ id: string; hasDied: boolean } | undefined> {
	const rows = await db.q.execute(sql`
		select p.id::text, p.died_at is not null as "hasDied" from person p where p.hub_id = ${db.hub}::uuid and p.id in (select app_agency_person(${id}::uuid))`);
	return rowsOf<{ id: string; hasDied: boolean }>(rows)[0];
}

/** The live request to this agency by whoever wrote a thread that it reads now; null where there is none. The database decides whose. */
export async function requestOfThread(db: Tx, thread: string): Promise<string | null> {
	const rows = await db.q.execute(sql`select app_agency_request(${thread}::uuid)::text as id`);
	return rowsOf<{ id: string | null }>(rows)[0]?.id ?? null;
}

export type SharedWay = Pick<typeof contactWay.$inferSelect, 'id' | 'kind' | 'valueSealed' | 'safe' | 'checked' | 'pausedAt'>;
/** The ways to reach somebody who shared them, without those that ended: what she no longer ticks is used by nobody. Before one is shown the gate is asked. */
export function sharedWays(db: Tx, personId: string): Promise<SharedWay[]> {
	const { id, kind, valueSealed, safe, checked, pausedAt } = contactWay;
	return db.q
		.select({ id, kind, valueSealed, safe, checked, pausedAt })
		.from(contactWay)
		.where(and(eq(contactWay.hubId, db.hub), eq(contactWay.personId, personId), isNull(contactWay.endedAt)))
		.orderBy(contactWay.madeAt);
}

export type SharedChoice = Pick<
	typeof preference.$inferSelect,
	'mayContact' | 'hours' | 'voicemail' | 'sayWho' | 'changedSince' | 'confirmedAt'
>;
/** What she last said about being reached, without the words of her safety plan. */
export async function sharedChoice(db: Tx, personId: string): Promise<SharedChoice | undefined> {
	const { mayContact, hours, voicemail, sayWho, changedSince, confirmedAt } = preference;
	const rows = await db.q
		.select({ mayContact, hours, voicemail, sayWho, changedSince, confirmedAt })
		.from(preference)
		.where(and(eq(preference.hubId, db.hub), eq(preference.personId, personId)))
		.orderBy(desc(preference.version))
		.limit(1);
	return rows[0];
}

/** What the agency wrote for the hub about one live request, held until the commit; undefined where the request is not theirs, or no longer. */
export async function notesToAdd(db: Tx, id: string): Promise<{ sealed: Buffer | null } | undefined> {
	const rows = await db.q
		.select({ sealed: referralText.notesSealed })
		.from(referralText)
		.where(and(eq(referralText.hubId, db.hub), eq(referralText.id, id)))
		.for('update');
	return rows[0];
}

/** Puts the notes with the new one in the place of those that were held. */
export async function saveNotes(db: Tx, id: string, notesSealed: Buffer): Promise<void> {
	await db.q
		.update(referralText)
		.set({ notesSealed })
		.where(and(eq(referralText.hubId, db.hub), eq(referralText.id, id)));
}

export const addMeasures = async (db: Tx, rows: (typeof measure.$inferInsert)[]): Promise<void> =>
	void (rows.length && (await db.q.insert(measure).values(rows)));
