import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { outbox, outboxDone } from '../schema/house.ts';

export type OutboxRow = typeof outbox.$inferSelect;

/** Events nobody has handled yet, oldest first; or that one, if it still waits. */
export function waitingEvents(db: Tx, limit: number, id?: string): Promise<OutboxRow[]> {
	const waiting = or(isNull(outboxDone.outboxId), and(isNull(outboxDone.doneAt), lte(outboxDone.nextAt, db.now)));
	return db.q
		.select({ id: outbox.id, hubId: outbox.hubId, kind: outbox.kind, payload: outbox.payload, at: outbox.at })
		.from(outbox)
		.leftJoin(outboxDone, eq(outboxDone.outboxId, outbox.id))
		.where(id ? and(waiting, eq(outbox.id, id)) : waiting)
		.orderBy(asc(outbox.id))
		.limit(limit);
}

/** Keeps one event from any other server until the commit. @returns false when another holds it. */
export async function holdEvent(db: Tx, id: string): Promise<boolean> {
	const rows = rowsOf<{ held: boolean }>(await db.q.execute(sql`select pg_try_advisory_xact_lock(hashtextextended(${id}, 0)) as held`));
	return rows[0]?.held === true;
}

/** This event is handled, for good. */
export async function markDone(db: Tx, id: string): Promise<void> {
	const row = { outboxId: id, hubId: db.hub, tries: 1, doneAt: db.now };
	await db.q
		.insert(outboxDone)
		.values(row)
		.onConflictDoUpdate({ target: outboxDone.outboxId, set: { doneAt: db.now } });
}

/** This try failed: once more later, each time later. */
export async function markFailed(db: Tx, id: string, fault: string, wait: (tries: number) => number): Promise<void> {
	const [before] = await db.q.select().from(outboxDone).where(eq(outboxDone.outboxId, id));
	const tries = (before?.tries ?? 0) + 1;
	const nextAt = new Date(db.now.getTime() + wait(tries));
	await db.q
		.insert(outboxDone)
		.values({ outboxId: id, hubId: db.hub, tries, nextAt, fault })
		.onConflictDoUpdate({ target: outboxDone.outboxId, set: { tries, nextAt, fault: sql`excluded.fault` } });
}
