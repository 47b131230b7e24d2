import { and, asc, count, eq, gt, inArray, isNull, max, min, ne, sql } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { reference } from '../schema/cases.ts';
import { feedBatch, feedEvent } from '../schema/feeds.ts';
import { agency } from '../schema/people.ts';

/** One row of a feed about to be kept. `rowKey` and `refIndex` are blind: a stolen table must not lead to a crime that the police published. */
export type NewFeedRow = Pick<
	typeof feedEvent.$inferSelect,
	'id' | 'rowKey' | 'refIndex' | 'month' | 'agencySlug' | 'outcomeCode' | 'outcomeName' | 'asOf'
>;
export type FeedEventRow = typeof feedEvent.$inferSelect;
/** A case that holds a reference, by the reference's blind index. */
export type Holder = { id: string; caseId: string; refIndex: Buffer };

// A column as one text, a row a line: no value of ours holds a line end, and an empty line is null. An array of values costs four times as much to send and read.
const column = (values: readonly (string | Buffer | null)[]): string =>
	values.map((value) => (typeof value === 'string' ? value : (value?.toString('hex') ?? ''))).join('\n');
const lines = (text: string) => sql`string_to_array(${text}, chr(10), '')`;

/**
 * Keeps the rows of one batch of this hub's feed, each distinct row once for ever (R-07), in one statement. @returns the ids of those that were new.
 */
export async function addFeedRows(db: Tx, feed: string, batchId: string, rows: readonly NewFeedRow[]): Promise<Set<string>> {
	if (!rows.length) return new Set();
	// In the order of their keys, so that two imports at once wait for one another and never lock each other out.
	const sorted = rows.toSorted((one, other) => one.rowKey.compare(other.rowKey));
	const all = (field: keyof NewFeedRow) => lines(column(sorted.map((row) => row[field])));
	const added = await db.q.execute(sql`
		insert into feed_event (id, hub_id, feed, row_key, ref_index, batch_id, month, agency_slug, outcome_code, outcome_name, as_of, received_at)
		select r.id::uuid, ${db.hub}::uuid, ${feed}, decode(r.row_key, 'hex'), decode(r.ref_index, 'hex'), ${batchId}::uuid, r.month, r.agency_slug,
			r.outcome_code, coalesce(r.outcome_name, ''), r.as_of, ${db.now.toISOString()}::timestamptz
		from unnest(${all('id')}, ${all('rowKey')}, ${all('refIndex')}, ${all('month')}, ${all('agencySlug')}, ${all('outcomeCode')}, ${all('outcomeName')},
			${all('asOf')}) as r (id, row_key, ref_index, month, agency_slug, outcome_code, outcome_name, as_of)
		on conflict (hub_id, feed, row_key) do nothing returning id::text`);
	return new Set(rowsOf<{ id: string }>(added).map(({ id }) => id));
}

/** Keeps the raw rows of one batch of this hub, sealed together. */
export const addFeedBatch = async (db: Tx, row: typeof feedBatch.$inferInsert): Promise<void> =>
	void (await db.q.insert(feedBatch).values(row));

/**
 * Which cases of this hub hold one of these references, exactly; a detached reference finds nothing (DESIGN §7 "References, not identities").
 * The indexes are those of one batch: 1,000 at most.
 */
export async function holdersOf(db: Tx, refIndexes: readonly Buffer[]): Promise<Holder[]> {
	if (!refIndexes.length) return [];
	const wanted = sql`(select decode(r, 'hex') from unnest(${lines(column(refIndexes))}) r)`;
	return db.q
		.select({ id: reference.id, caseId: reference.caseId, refIndex: reference.refIndex })
		.from(reference)
		.where(and(eq(reference.hubId, db.hub), isNull(reference.detachedAt), inArray(reference.refIndex, wanted)))
		.orderBy(asc(reference.madeAt), asc(reference.id));
}

/** The living reference of one case of this hub, as a holder; undefined when it was detached meanwhile. */
export async function holderOf(db: Tx, caseId: string, referenceId: string): Promise<Holder | undefined> {
	const rows = await db.q
		.select({ id: reference.id, caseId: reference.caseId, refIndex: reference.refIndex })
		.from(reference)
		.where(and(eq(reference.hubId, db.hub), eq(reference.caseId, caseId), eq(reference.id, referenceId), isNull(reference.detachedAt)));
	return rows[0];
}

/** All rows of this hub's feeds with this reference, attached or not: a second case may come to hold it. At most 1,000. */
export function feedEventsByReference(db: Tx, refIndex: Buffer): Promise<FeedEventRow[]> {
	return db.q
		.select()
		.from(feedEvent)
		.where(and(eq(feedEvent.hubId, db.hub), eq(feedEvent.refIndex, refIndex)))
		.orderBy(asc(feedEvent.id))
		.limit(1000);
}

/** Marks rows of this hub as joined to their case; one that already has a case keeps it. */
export async function markAttached(db: Tx, caseId: string, ids: readonly string[]): Promise<void> {
	if (!ids.length) return;
	await db.q
		.update(feedEvent)
		.set({ caseId, attachedAt: db.now })
		.where(and(eq(feedEvent.hubId, db.hub), inArray(feedEvent.id, [...ids]), isNull(feedEvent.caseId)));
}

/**
 * Keeps an import and the adding of a reference from passing each other unseen: imports share the lock, whoever attaches to a new reference takes it alone.
 * Without it a row could come in between the two, and wait for ever.
 */
export async function holdFeeds(db: Tx, how: 'shared' | 'alone'): Promise<void> {
	const key = sql`hashtextextended(${`feeds:${db.hub}`}, 0)`;
	await db.q.execute(how === 'shared' ? sql`select pg_advisory_xact_lock_shared(${key})` : sql`select pg_advisory_xact_lock(${key})`);
}

/** The agencies of this hub by slug. */
export async function agenciesBySlug(db: Tx, slugs: readonly string[]): Promise<Map<string, string>> {
	const rows = await db.q
		.select({ id: agency.id, slug: agency.slug })
		.from(agency)
		.where(and(eq(agency.hubId, db.hub), inArray(agency.slug, [...slugs])));
	return new Map(rows.map(({ id, slug }) => [slug, id]));
}

/** Adds an agency to this hub unless it has one of this slug. */
export async function addAgencyOnce(db: Tx, row: typeof agency.$inferInsert): Promise<void> {
	await db.q
		.insert(agency)
		.values(row)
		.onConflictDoNothing({ target: [agency.hubId, agency.slug] });
}

export type UnknownOutcome = { name: string; rows: number; attached: number; firstMonth: string; lastMonth: string };

/** Outcome names of this hub's feeds that we do not know, most frequent first, for the hub to ask about; at most 50 (issue 2, point 7). */
export async function unknownOutcomes(db: Tx): Promise<UnknownOutcome[]> {
	const months = { firstMonth: min(feedEvent.month), lastMonth: max(feedEvent.month) };
	const found = await db.q
		.select({ name: feedEvent.outcomeName, rows: count(), attached: count(feedEvent.caseId), ...months })
		.from(feedEvent)
		.where(and(eq(feedEvent.hubId, db.hub), isNull(feedEvent.outcomeCode), ne(feedEvent.outcomeName, '')))
		.groupBy(feedEvent.outcomeName)
		.orderBy(sql`count(*) desc`, asc(feedEvent.outcomeName))
		.limit(50);
	return found.map((row) => ({ ...row, firstMonth: row.firstMonth ?? '', lastMonth: row.lastMonth ?? '' }));
}

/** How many rows of this hub's feeds wait for a case that holds their reference, counted up to 10,000: a bound, because feeds grow and the page may not. */
export async function waitingRows(db: Tx): Promise<number> {
	const bounded = db.q
		.select({ id: feedEvent.id })
		.from(feedEvent)
		.where(
			and(eq(feedEvent.hubId, db.hub), isNull(feedEvent.caseId), gt(feedEvent.outcomeName, ''), sql`${feedEvent.refIndex} is not null`)
		)
		.limit(10_000)
		.as('waiting');
	const rows = await db.q.select({ n: count() }).from(bounded);
	return rows[0]?.n ?? 0;
}
