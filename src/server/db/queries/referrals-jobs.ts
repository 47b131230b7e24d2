import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, or } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { consent, measure, referral, referralLink, referralMove, referralSaid, referralText, safetyShare } from '../schema/referrals.ts';

const running = ['draft', 'sent', 'received', 'accepted', 'active'] as const;
const columns = {
	id: referral.id,
	caseId: referral.caseId,
	personId: referral.personId,
	consentId: referral.consentId,
	state: referral.state,
	movedAt: referral.movedAt,
	lateToldAt: referral.lateToldAt,
	endsOn: consent.endsOn
};
export type RunningRow = {
	id: string;
	caseId: string | null;
	personId: string;
	consentId: string;
	state: (typeof referral.$inferSelect)['state'];
	movedAt: Date;
	lateToldAt: Date | null;
	endsOn: string | null;
};

/** Requests of this hub that have not ended, by id from after the one given; at most 200, held until the commit and without those somebody else holds. */
export async function runningReferrals(db: Tx, after: string): Promise<RunningRow[]> {
	const held = await db.q
		.select({ id: referral.id })
		.from(referral)
		.where(and(eq(referral.hubId, db.hub), inArray(referral.state, [...running]), gt(referral.id, after)))
		.orderBy(asc(referral.id))
		.limit(200)
		.for('no key update', { skipLocked: true });
	if (!held.length) return [];
	return db.q
		.select(columns)
		.from(referral)
		.innerJoin(consent, and(eq(consent.id, referral.consentId), eq(consent.hubId, referral.hubId)))
		.where(
			and(
				eq(referral.hubId, db.hub),
				inArray(
					referral.id,
					held.map(({ id }) => id)
				)
			)
		)
		.orderBy(asc(referral.id));
}

/** One request of this hub, for what follows from a step. */
export async function referralForJob(db: Tx, id: string): Promise<RunningRow | undefined> {
	const rows = await db.q
		.select(columns)
		.from(referral)
		.innerJoin(consent, and(eq(consent.id, referral.consentId), eq(consent.hubId, referral.hubId)))
		.where(and(eq(referral.hubId, db.hub), eq(referral.id, id)));
	return rows[0];
}

/** Remembers that the hub was told of this silence. */
export async function markLateTold(db: Tx, id: string): Promise<void> {
	await db.q
		.update(referral)
		.set({ lateToldAt: db.now })
		.where(and(eq(referral.hubId, db.hub), eq(referral.id, id)));
}

/** Stopped sharing that the agency has not confirmed and the hub was not told of; at most 200. */
export function unconfirmedStops(db: Tx): Promise<{ id: string; caseId: string | null; personId: string; movedAt: Date }[]> {
	return db.q
		.select({ id: referral.id, caseId: referral.caseId, personId: referral.personId, movedAt: referral.movedAt })
		.from(referral)
		.where(
			and(
				...[
					eq(referral.hubId, db.hub),
					eq(referral.state, 'withdrawn'),
					isNull(referral.stopConfirmedAt),
					or(isNull(referral.lateToldAt), lt(referral.lateToldAt, referral.movedAt))
				],
				isNotNull(referral.sentAt)
			)
		)
		.orderBy(asc(referral.id))
		.limit(200);
}

/** Whom to ask again today, because they said we may; the day is taken away, so that she is asked once. */
export async function takeAskAgain(db: Tx, today: string): Promise<{ id: string; personId: string }[]> {
	const due = and(eq(consent.hubId, db.hub), isNotNull(consent.askAgainOn), lte(consent.askAgainOn, today));
	const rows = await db.q.select({ id: consent.id }).from(consent).where(due).limit(200);
	if (!rows.length) return [];
	return db.q
		.update(consent)
		.set({ askAgainOn: null })
		.where(
			and(
				due,
				inArray(
					consent.id,
					rows.map(({ id }) => id)
				)
			)
		)
		.returning({ id: consent.id, personId: consent.personId });
}

/** The requests of a person of this hub: their keys go when she is forgotten. */
export async function referralIdsOf(db: Tx, personId: string): Promise<string[]> {
	const rows = await db.q
		.select({ id: referral.id })
		.from(referral)
		.where(and(eq(referral.hubId, db.hub), eq(referral.personId, personId)));
	return rows.map(({ id }) => id);
}

/** Deletes what was shared about a forgotten person of this hub, and every step of it. */
export async function deleteShared(db: Tx, personId: string, ids: readonly string[]): Promise<void> {
	if (ids.length) {
		for (const table of [referralMove, referralSaid, measure, referralLink])
			await db.q.delete(table).where(and(eq(table.hubId, db.hub), inArray(table.referralId, [...ids])));
		await db.q.delete(referralText).where(and(eq(referralText.hubId, db.hub), inArray(referralText.id, [...ids])));
		await db.q.delete(referral).where(and(eq(referral.hubId, db.hub), inArray(referral.id, [...ids])));
	}
	for (const table of [consent, safetyShare]) await db.q.delete(table).where(and(eq(table.hubId, db.hub), eq(table.personId, personId)));
}
