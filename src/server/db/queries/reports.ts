import { and, asc, count, desc, eq, gte, max, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { cases, event, participant } from '../schema/cases.ts';
import { feedEvent } from '../schema/feeds.ts';

/** The cases of this hub that had an event received since then, for counting what was late; the newest case first. Bounded: a report says when it is cut. */
export async function casesHeardSince(db: Tx, since: Date, limit: number): Promise<string[]> {
	const rows = await db.q
		.selectDistinct({ id: event.caseId })
		.from(event)
		.where(and(eq(event.hubId, db.hub), gte(event.receivedAt, since)))
		.orderBy(desc(event.caseId))
		.limit(limit);
	return rows.map(({ id }) => id);
}

export type Matter = { case: typeof cases.$inferSelect; participant: typeof participant.$inferSelect };

/** Who takes part in which of these cases of this hub, with the case. */
export function mattersOf(db: Tx, caseIds: readonly string[]): Promise<Matter[]> {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select({ case: cases, participant })
		.from(participant)
		.innerJoin(cases, eq(cases.id, participant.caseId))
		.where(and(eq(participant.hubId, db.hub), sql`${participant.caseId} = any(${sql.param(`{${caseIds.join(',')}}`)}::uuid[])`))
		.orderBy(asc(participant.caseId), asc(participant.madeAt), asc(participant.id));
}

export type FeedImport = { feed: string; rows: number; attached: number; lastAt: Date | null };

/** What this hub's feeds have brought so far, by feed, and when they last did. */
export async function importsOf(db: Tx): Promise<FeedImport[]> {
	return db.q
		.select({ feed: feedEvent.feed, rows: count(), attached: count(feedEvent.caseId), lastAt: max(feedEvent.receivedAt) })
		.from(feedEvent)
		.where(eq(feedEvent.hubId, db.hub))
		.groupBy(feedEvent.feed)
		.orderBy(asc(feedEvent.feed))
		.limit(50);
}
