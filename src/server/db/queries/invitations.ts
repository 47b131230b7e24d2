import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { invitation } from '../schema/door.ts';

/** The open invitation with this code's hash. */
export async function invitationByCode(db: Tx, codeHash: Buffer): Promise<typeof invitation.$inferSelect | undefined> {
	const rows = await db.q
		.select()
		.from(invitation)
		.where(
			and(eq(invitation.codeHash, codeHash), isNull(invitation.usedAt), isNull(invitation.stoppedAt), gt(invitation.expiresAt, db.now))
		);
	return rows[0];
}

/** Counts one wrong try; at the fifth the code ends (P5, T31). @returns the tries so far. */
export async function countTry(db: Tx, id: string, limit: number): Promise<number> {
	const rows = await db.q
		.update(invitation)
		.set({
			tries: sql`${invitation.tries} + 1`,
			stoppedAt: sql`case when ${invitation.tries} + 1 >= ${limit} then ${db.now.toISOString()}::timestamptz end`
		})
		.where(eq(invitation.id, id))
		.returning({ tries: invitation.tries });
	return rows[0]?.tries ?? 0;
}

/** Uses an invitation up. @returns it; nothing when somebody else did so meanwhile, or it was stopped. */
export async function useInvitation(db: Tx, id: string): Promise<typeof invitation.$inferSelect | undefined> {
	const rows = await db.q
		.update(invitation)
		.set({ usedAt: db.now })
		.where(and(eq(invitation.id, id), isNull(invitation.usedAt), isNull(invitation.stoppedAt)))
		.returning();
	return rows[0];
}

/** Ends the open invitations of one person or worker of this hub: a new one takes their place. Asked by the console. */
export async function stopInvitationsOf(db: Tx, subject: string): Promise<void> {
	const open = and(isNull(invitation.usedAt), isNull(invitation.stoppedAt));
	await db.q
		.update(invitation)
		.set({ stoppedAt: db.now })
		.where(and(eq(invitation.hubId, db.hub), eq(invitation.subject, subject), open));
}

/** Stores an invitation; made by a worker, read by the door. */
export async function addInvitation(db: Tx, row: typeof invitation.$inferInsert): Promise<void> {
	await db.q.insert(invitation).values(row);
}
