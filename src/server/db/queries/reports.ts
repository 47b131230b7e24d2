import { and, asc, count, desc, eq, gte, inArray, isNull, max, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { cases, event, notMine, participant, reference } from '../schema/cases.ts';
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

/** Of a case and of somebody in it what the Code's clocks ask: no place, no kind of crime, and that somebody hears sooner without the reason. */
const countedCase = {
	id: cases.id,
	kind: cases.kind,
	isReported: cases.isReported,
	isOffence: cases.isOffence,
	rhythmDays: cases.rhythmDays,
	rhythmSince: cases.rhythmSince,
	madeAt: cases.madeAt
};
const countedPart = { caseId: participant.caseId, personId: participant.personId, role: participant.role };
export type CountedMatter = {
	case: Pick<Matter['case'], keyof typeof countedCase>;
	participant: Pick<Matter['participant'], keyof typeof countedPart | 'enhanced'>;
};

/** The same as a report counts it. `enhanced` holds one word, which is no reason, where there is any. */
export async function countedMattersOf(db: Tx, caseIds: readonly string[]): Promise<CountedMatter[]> {
	if (!caseIds.length) return [];
	const rows = await db.q
		.select({ case: countedCase, part: countedPart, isEnhanced: sql<boolean>`${participant}.is_enhanced` })
		.from(participant)
		.innerJoin(cases, eq(cases.id, participant.caseId))
		.where(and(eq(participant.hubId, db.hub), sql`${participant.caseId} = any(${sql.param(`{${caseIds.join(',')}}`)}::uuid[])`))
		.orderBy(asc(participant.caseId), asc(participant.madeAt), asc(participant.id));
	return rows.map(({ case: one, part, isEnhanced }) => ({ case: one, participant: { ...part, enhanced: isEnhanced ? ['not_told'] : [] } }));
}

/** What is counted of an event: no words of an agency, and not who wrote it down. */
const countedEvent = {
	id: event.id,
	hubId: event.hubId,
	caseId: event.caseId,
	kind: event.kind,
	source: event.source,
	charge: event.charge,
	occurredKind: event.occurredKind,
	occurredFrom: event.occurredFrom,
	occurredTo: event.occurredTo,
	asOf: event.asOf,
	receivedAt: event.receivedAt,
	publishedAt: event.publishedAt,
	supersedes: event.supersedes,
	contentHash: event.contentHash,
	detail: event.detail,
	referenceId: event.referenceId
};

/** The events of these cases of this hub as a report counts them: never a sealed column, which its database role may not read. At most 2,000, the newest first. */
export function countedEventsOf(db: Tx, caseIds: readonly string[]) {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select(countedEvent)
		.from(event)
		.leftJoin(reference, eq(reference.id, event.referenceId))
		.where(and(eq(event.hubId, db.hub), inArray(event.caseId, [...caseIds]), isNull(reference.detachedAt)))
		.orderBy(desc(event.receivedAt), desc(event.id))
		.limit(2000);
}

const countedHide = {
	caseId: notMine.caseId,
	personId: notMine.personId,
	eventId: notMine.eventId,
	referenceId: notMine.referenceId,
	settledAs: notMine.settledAs
};

/** What was said not to be about somebody in these cases of this hub, without who settled it. At most 5,000. */
export function countedHidesOf(db: Tx, caseIds: readonly string[]) {
	if (!caseIds.length) return Promise.resolve([]);
	return db.q
		.select(countedHide)
		.from(notMine)
		.where(and(eq(notMine.hubId, db.hub), inArray(notMine.caseId, [...caseIds])))
		.limit(5000);
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
