import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { helpGrant, restorativeStep } from '../schema/advocate.ts';
import { cases, participant } from '../schema/cases.ts';

const given = {
	id: helpGrant.id,
	personId: helpGrant.personId,
	caseId: helpGrant.caseId,
	helperId: helpGrant.helperId,
	kind: helpGrant.kind,
	nameSealed: helpGrant.nameSealed,
	parts: helpGrant.parts,
	state: helpGrant.state,
	until: helpGrant.until,
	madeAt: helpGrant.madeAt,
	endedAt: helpGrant.endedAt
};
export type GrantRow = Pick<typeof helpGrant.$inferSelect, keyof typeof given>;

/** Whom this person of the hub let in, newest first, at most 100; or that one. */
export function grantsOf(db: Tx, personId: string, id?: string): Promise<GrantRow[]> {
	const hers = and(eq(helpGrant.hubId, db.hub), eq(helpGrant.personId, personId));
	return db.q
		.select(given)
		.from(helpGrant)
		.where(id ? and(hers, eq(helpGrant.id, id)) : hers)
		.orderBy(desc(helpGrant.madeAt), desc(helpGrant.id))
		.limit(100);
}

/** Who is let in to one case of the hub, newest first, at most 100. */
export function grantsOfCase(db: Tx, caseId: string): Promise<GrantRow[]> {
	return db.q
		.select(given)
		.from(helpGrant)
		.where(and(eq(helpGrant.hubId, db.hub), eq(helpGrant.caseId, caseId)))
		.orderBy(desc(helpGrant.madeAt), desc(helpGrant.id))
		.limit(100);
}

/** Keeps whom a person lets in. */
export const addGrant = async (db: Tx, row: typeof helpGrant.$inferInsert): Promise<void> =>
	void (await db.q.insert(helpGrant).values(row));

/** Writes whose page it is, for the helper: once their key is there. */
export async function nameOwner(db: Tx, personId: string, id: string, ownerNameSealed: Buffer): Promise<void> {
	await db.q
		.update(helpGrant)
		.set({ ownerNameSealed })
		.where(and(eq(helpGrant.hubId, db.hub), eq(helpGrant.personId, personId), eq(helpGrant.id, id)));
}

/** Ends one grant of this person of the hub. @returns whether it stood until now. */
export async function endGrant(db: Tx, personId: string, id: string, endedBy: 'person' | 'worker'): Promise<boolean> {
	const rows = await db.q
		.update(helpGrant)
		.set({ endedAt: db.now, endedBy })
		.where(and(eq(helpGrant.hubId, db.hub), eq(helpGrant.personId, personId), eq(helpGrant.id, id), isNull(helpGrant.endedAt)))
		.returning({ id: helpGrant.id });
	return rows.length === 1;
}

type Check = { state: 'live' | 'refused'; wishes: 'wants' | 'unsure' | 'no' | null; checkedBy: string };

/** Writes what a worker of the hub decided about a grant of this case that waits. @returns whether it still waited. */
export async function checkGrant(db: Tx, caseId: string, id: string, check: Check): Promise<boolean> {
	const rows = await db.q
		.update(helpGrant)
		.set({ ...check, checkedAt: db.now })
		.where(
			and(
				eq(helpGrant.hubId, db.hub),
				eq(helpGrant.caseId, caseId),
				eq(helpGrant.id, id),
				eq(helpGrant.state, 'waiting'),
				isNull(helpGrant.endedAt)
			)
		)
		.returning({ id: helpGrant.id });
	return rows.length === 1;
}

/** Whether somebody else of that name takes part in this case of hers (S-25). */
export async function isNameInCase(db: Tx, caseId: string, nameIndex: Buffer): Promise<boolean> {
	const rows = rowsOf<{ is: boolean }>(await db.q.execute(sql`select app_name_in_case(${caseId}::uuid, ${nameIndex}) as is`));
	return rows[0]?.is === true;
}

const helps = {
	id: helpGrant.id,
	personId: helpGrant.personId,
	caseId: helpGrant.caseId,
	ownerNameSealed: helpGrant.ownerNameSealed,
	parts: helpGrant.parts,
	until: helpGrant.until
};
const standing = (db: Tx, helperId: string) =>
	and(
		eq(helpGrant.hubId, db.hub),
		eq(helpGrant.helperId, helperId),
		eq(helpGrant.state, 'live'),
		isNull(helpGrant.endedAt),
		gt(helpGrant.until, db.now)
	);

/** Whom this helper of the hub may read about now, at most 50. */
export function helpedBy(db: Tx, helperId: string): Promise<Pick<typeof helpGrant.$inferSelect, keyof typeof helps>[]> {
	return db.q.select(helps).from(helpGrant).where(standing(db, helperId)).orderBy(asc(helpGrant.madeAt)).limit(50);
}

/** The case that one standing grant opens to this helper of the hub, without why somebody hears sooner. */
export async function helpedCase(db: Tx, helperId: string, grantId: string) {
	const rows = await db.q
		.select({
			...helps,
			kind: cases.kind,
			isReported: cases.isReported,
			isOffence: cases.isOffence,
			role: participant.role
		})
		.from(helpGrant)
		.innerJoin(cases, and(eq(cases.id, helpGrant.caseId), eq(cases.hubId, db.hub), isNull(cases.shreddedAt)))
		.innerJoin(
			participant,
			and(eq(participant.hubId, db.hub), eq(participant.caseId, helpGrant.caseId), eq(participant.personId, helpGrant.personId))
		)
		.where(and(standing(db, helperId), eq(helpGrant.id, grantId)));
	return rows[0];
}

const said = {
	id: restorativeStep.id,
	personId: restorativeStep.personId,
	caseId: restorativeStep.caseId,
	seq: restorativeStep.seq,
	step: restorativeStep.step,
	onDay: restorativeStep.onDay,
	saidBy: restorativeStep.saidBy,
	wording: restorativeStep.wording,
	lang: restorativeStep.lang,
	textSealed: restorativeStep.textSealed,
	referralId: restorativeStep.referralId,
	madeAt: restorativeStep.madeAt
};
export type StepRow = Pick<typeof restorativeStep.$inferSelect, keyof typeof said>;

/** The steps about one person of the hub, in one case or in all of hers, oldest first. */
export function stepsOf(db: Tx, personId: string, caseId?: string): Promise<StepRow[]> {
	return db.q
		.select(said)
		.from(restorativeStep)
		.where(
			and(
				eq(restorativeStep.hubId, db.hub),
				eq(restorativeStep.personId, personId),
				caseId ? eq(restorativeStep.caseId, caseId) : undefined
			)
		)
		.orderBy(asc(restorativeStep.caseId), asc(restorativeStep.seq))
		.limit(200);
}

/** Keeps one step. */
export const addStep = async (db: Tx, row: typeof restorativeStep.$inferInsert): Promise<void> =>
	void (await db.q.insert(restorativeStep).values(row));

/** Deletes who was let in by a person of this hub, or as a helper, and what was recorded about restorative justice. */
export async function deleteHelpOf(db: Tx, personId: string): Promise<void> {
	await db.q.delete(helpGrant).where(and(eq(helpGrant.hubId, db.hub), eq(helpGrant.personId, personId)));
	await db.q.delete(helpGrant).where(and(eq(helpGrant.hubId, db.hub), eq(helpGrant.helperId, personId)));
	await db.q.delete(restorativeStep).where(and(eq(restorativeStep.hubId, db.hub), eq(restorativeStep.personId, personId)));
}

/** Deletes who was let in to a case of this hub that is forgotten, and what was recorded about restorative justice in it. */
export async function deleteHelpIn(db: Tx, caseId: string): Promise<void> {
	await db.q.delete(helpGrant).where(and(eq(helpGrant.hubId, db.hub), eq(helpGrant.caseId, caseId)));
	await db.q.delete(restorativeStep).where(and(eq(restorativeStep.hubId, db.hub), eq(restorativeStep.caseId, caseId)));
}
