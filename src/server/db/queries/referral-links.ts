import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { referralLink } from '../schema/referrals.ts';

type LinkRow = typeof referralLink.$inferSelect;
const isLive = (db: Tx) => and(eq(referralLink.hubId, db.hub), isNull(referralLink.shutAt), gt(referralLink.endsAt, db.now));

/** Adds a link to one request. */
export const addLink = async (db: Tx, row: typeof referralLink.$inferInsert): Promise<void> =>
	void (await db.q.insert(referralLink).values(row));

/** Shuts every link to this request that is open. @returns how many */
export async function shutLinks(db: Tx, referralId: string): Promise<number> {
	const rows = await db.q
		.update(referralLink)
		.set({ shutAt: db.now })
		.where(and(isLive(db), eq(referralLink.referralId, referralId)))
		.returning({ id: referralLink.id });
	return rows.length;
}

export type NewestLink = Pick<LinkRow, 'givenBy' | 'toldBy' | 'madeAt' | 'endsAt' | 'openedAt' | 'shutAt'>;
/** The newest link to this request, without what opens it. */
export async function newestLink(db: Tx, referralId: string): Promise<NewestLink | undefined> {
	const { givenBy, toldBy, madeAt, endsAt, openedAt, shutAt } = referralLink;
	const rows = await db.q
		.select({ givenBy, toldBy, madeAt, endsAt, openedAt, shutAt })
		.from(referralLink)
		.where(and(eq(referralLink.hubId, db.hub), eq(referralLink.referralId, referralId)))
		.orderBy(desc(madeAt))
		.limit(1);
	return rows[0];
}

export type DoorLink = Pick<LinkRow, 'id' | 'referralId' | 'agencyId' | 'wordsHash' | 'tries'>;
const atDoor = {
	id: referralLink.id,
	referralId: referralLink.referralId,
	agencyId: referralLink.agencyId,
	wordsHash: referralLink.wordsHash,
	tries: referralLink.tries
};

/** The open link with this address, held until the commit: of two tries at once both count. */
export async function linkByToken(db: Tx, tokenHash: Buffer): Promise<DoorLink | undefined> {
	const rows = await db.q
		.select(atDoor)
		.from(referralLink)
		.where(and(isLive(db), eq(referralLink.tokenHash, tokenHash)))
		.for('update');
	return rows[0];
}

/** The same for whoever proved its words a moment ago. */
export async function openedLink(db: Tx, id: string): Promise<DoorLink | undefined> {
	const rows = await db.q
		.select(atDoor)
		.from(referralLink)
		.where(and(isLive(db), eq(referralLink.id, id)));
	return rows[0];
}

/** Writes down a try: right, wrong, or the last wrong one, which shuts it. */
export async function countLinkTry(db: Tx, id: string, came: 'right' | 'wrong' | 'shut'): Promise<void> {
	const set =
		came === 'right' ? { openedAt: db.now } : { tries: sql`${referralLink.tries} + 1`, ...(came === 'shut' && { shutAt: db.now }) };
	await db.q
		.update(referralLink)
		.set(set)
		.where(and(eq(referralLink.hubId, db.hub), eq(referralLink.id, id)));
}
