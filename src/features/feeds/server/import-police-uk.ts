import { blindIndex } from '#server/crypto/blind-index.ts';
import { londonDay } from '#shared/london.ts';
import type { Db, Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addAgencyOnce, addFeedBatch, addFeedRows, holdersOf, holdFeeds, type NewFeedRow } from '#server/db/queries/feeds.ts';
import { appendAudit } from '#server/db/queries/house.ts';
import { sealAt, sealedPlaces, searchIndex, type Indexer } from '#server/db/sealed-places.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { outcomeOf } from '#features/cases/domain/outcomes.ts';
import { agencySlug } from '../domain/agency-slug.ts';
import type { FeedRow } from '../domain/police-row.ts';
import { countBroken, countRead, emptyReport, type Report } from '../domain/import-report.ts';
import { attachRows } from './attach-rows.ts';
import { readPoliceUk, type ReadLine } from './read-police-uk.ts';

export type Feed = { stream: AsyncIterable<Uint8Array>; fileName: string };
/** A row ready to be kept, its line as it came, and what its report counts. */
type Kept = { kept: NewFeedRow; raw: string; row: FeedRow };

const FEED = 'police-uk';
const BATCH = 1000;
/** England, Wales and the British Transport Police have 45 forces; a file that names more has something else in that column. */
const FORCES = 60;

/**
 * Imports an outcomes or street file of data.police.uk as it streams in. Each 1,000 rows are one transaction: a large file holds up nobody, and one that was
 * stopped half-way is finished by importing it again (R-07, issue 2 point 11). `onProgress` hears how many rows were read.
 * @throws NotThisKind when the file is no such file; then nothing is kept.
 */
export async function importPoliceUk(
	db: Db,
	hub: JobActor['hub'],
	{ stream, fileName }: Feed,
	now: Date,
	onProgress: (rows: number) => void = () => {}
): Promise<Report> {
	const actor: JobActor = { kind: 'job', hub };
	const report = emptyReport();
	const going: Going = { report, forces: new Set(), requestId: newId(now) };
	const keep = (rows: Kept[]) => db.as(actor, now, (tx) => keepBatch(tx, rows, going));
	// Made ready outside any transaction, while the database stores the rows before.
	const keys: Indexer = { index: (column, value) => blindIndex(db.provider, { hub, column }, value) };
	let batch: Kept[] = [];
	// The next thousand rows are read while the last are stored; never more than two batches are held.
	let storing = Promise.resolve();
	const store = async () => {
		const rows = batch;
		batch = [];
		await storing;
		onProgress(report.rows);
		storing = keep(rows);
		storing.catch(() => {});
	};
	try {
		for await (const line of readPoliceUk(stream, { thisMonth: londonDay(now).slice(0, 7) })) {
			report.rows++;
			if (line.fault !== undefined) countBroken(report, line.line, line.fault);
			else batch.push(rowOf(line, keys, now));
			if (batch.length === BATCH) await store();
		}
		await store();
	} finally {
		// Whoever called may close the database next: what is on its way must have landed.
		await storing;
	}
	onProgress(report.rows);
	await db.as(actor, now, (tx) => appendAudit(tx, { action: 'feed.imported', objectId: FEED, reason: fileName }, going.requestId));
	return report;
}

/** What one import carries from batch to batch; `forces` are the agencies it knows to be there. */
type Going = { report: Report; forces: Set<string>; requestId: string };

async function keepBatch(db: Tx, rows: readonly Kept[], going: Going): Promise<void> {
	const { report } = going;
	if (!rows.length) return;
	const batchId = newId(db.now);
	await holdFeeds(db, 'shared');
	const added = await addFeedRows(
		db,
		FEED,
		batchId,
		rows.map(({ kept }) => kept)
	);
	const fresh = rows.filter(({ kept }) => added.has(kept.id));
	const attached = fresh.length ? await keepFresh(db, batchId, fresh, going) : 0;
	for (const { row, kept } of rows) countRead(report, row, kept.outcomeCode !== null);
	report.duplicate += rows.length - fresh.length;
	report.attached += attached;
	report.waiting += fresh.filter(({ kept }) => canAttach(kept)).length - attached;
}

const canAttach = ({ refIndex, outcomeName }: NewFeedRow): boolean => refIndex !== null && outcomeName !== '';

async function keepFresh(db: Tx, batchId: string, fresh: readonly Kept[], { forces, requestId }: Going): Promise<number> {
	// Each distinct row as it came, beside its id, sealed once for the whole batch (vault 4.1).
	const rawSealed = await sealAt(db.keys, sealedPlaces.feedRaw(batchId), JSON.stringify(fresh.map(({ kept, raw }) => [kept.id, raw])));
	await addFeedBatch(db, { id: batchId, hubId: db.hub, feed: FEED, rows: fresh.length, rawSealed, madeAt: db.now });
	await keepForces(db, fresh, forces);
	const rows = fresh.map(({ kept }) => kept);
	const holders = await holdersOf(
		db,
		rows.flatMap(({ refIndex }) => refIndex ?? [])
	);
	return (await attachRows(db, rows, holders, requestId)).size;
}

function rowOf({ row, key, raw }: Extract<ReadLine, { row: object }>, keys: Indexer, now: Date): Kept {
	const { reference, outcomeName, month, asOf } = row;
	const kept: NewFeedRow = {
		id: newId(now),
		// Anyone can hash the rows that the police published: only a keyed hash keeps a stolen table from naming the crime.
		rowKey: keys.index('feed_event.row', key),
		refIndex: reference === null ? null : searchIndex.reference(keys, reference),
		month,
		agencySlug: agencySlug(row.reportedBy),
		outcomeCode: outcomeName === null ? null : (outcomeOf(outcomeName)?.code ?? null),
		outcomeName: outcomeName ?? '',
		asOf
	};
	return { kept, raw, row };
}

/** The forces of these rows become agencies of the hub, so that every event can say who said it. */
async function keepForces(db: Tx, rows: readonly Kept[], forces: Set<string>): Promise<void> {
	const named = new Map(rows.map(({ kept, row }) => [kept.agencySlug, row.reportedBy]));
	for (const [slug, name] of named) {
		if (slug === '' || forces.has(slug) || forces.size >= FORCES) continue;
		await addAgencyOnce(db, { id: newId(db.now), hubId: db.hub, slug, name, source: 'police' });
		forces.add(slug);
	}
}
