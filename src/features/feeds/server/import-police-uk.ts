import { londonDay } from '#shared/london.ts';
import type { Db, Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import {
	addAgencyOnce,
	addFeedBatch,
	addFeedRows,
	agenciesBySlug,
	holdersOf,
	holdFeeds,
	type NewFeedRow
} from '#server/db/queries/feeds.ts';
import { appendAudit } from '#server/db/queries/house.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { outcomeOf } from '#features/cases/domain/outcomes.ts';
import { agencySlug } from '../domain/agency-slug.ts';
import { countBroken, countRead, emptyReport, type Report } from '../domain/import-report.ts';
import { attachRows } from './attach-rows.ts';
import { readPoliceUk, type ReadLine } from './read-police-uk.ts';

export type Feed = { stream: AsyncIterable<Uint8Array>; fileName: string };
type Good = Extract<ReadLine, { row: object }>;

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
	const requestId = newId(now);
	const keep = (rows: Good[]) => db.as(actor, now, (tx) => keepBatch(tx, rows, report, requestId));
	let batch: Good[] = [];
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
			else batch.push(line);
			if (batch.length === BATCH) await store();
		}
		await store();
	} finally {
		// Whoever called may close the database next: what is on its way must have landed.
		await storing;
	}
	onProgress(report.rows);
	await db.as(actor, now, (tx) => appendAudit(tx, { action: 'feed.imported', objectId: FEED, reason: fileName }, requestId));
	return report;
}

async function keepBatch(db: Tx, lines: readonly Good[], report: Report, requestId: string): Promise<void> {
	if (!lines.length) return;
	const batchId = newId(db.now);
	await holdFeeds(db, 'shared');
	const rows = lines.map((line) => rowOf(db, line));
	const added = await addFeedRows(db, FEED, batchId, rows);
	const fresh = rows.filter(({ id }) => added.has(id));
	let attached = new Set<string>();
	if (fresh.length) {
		await keepRaw(db, batchId, lines, rows, added);
		await keepForces(db, lines);
		const holders = await holdersOf(
			db,
			fresh.flatMap(({ refIndex }) => refIndex ?? [])
		);
		attached = await attachRows(db, fresh, holders, requestId);
	}
	for (const { row } of lines) countRead(report, row, row.outcomeName !== null && outcomeOf(row.outcomeName) !== null);
	report.duplicate += lines.length - fresh.length;
	report.attached += attached.size;
	report.waiting += fresh.filter(({ id, refIndex, outcomeName }) => refIndex && outcomeName !== '' && !attached.has(id)).length;
}

function rowOf(db: Tx, { row, key }: Good): NewFeedRow {
	const { reference, outcomeName } = row;
	return {
		id: newId(db.now),
		// Anyone can hash the rows that the police published: only a keyed hash keeps a stolen table from naming the crime.
		rowKey: db.keys.index('feed_event.row', key),
		refIndex: reference === null ? null : searchIndex.reference(db.keys, reference),
		month: row.month,
		agencySlug: agencySlug(row.reportedBy),
		outcomeCode: outcomeName === null ? null : (outcomeOf(outcomeName)?.code ?? null),
		outcomeName: outcomeName ?? '',
		asOf: row.asOf
	};
}

/** Each distinct row as it came, beside its id, sealed once for the whole batch (vault 4.1). */
async function keepRaw(db: Tx, batchId: string, lines: readonly Good[], rows: readonly NewFeedRow[], added: ReadonlySet<string>) {
	const raw = rows.flatMap(({ id }, at) => (added.has(id) ? [[id, lines[at]?.raw]] : []));
	const rawSealed = await sealAt(db.keys, sealedPlaces.feedRaw(batchId), JSON.stringify(raw));
	await addFeedBatch(db, { id: batchId, hubId: db.hub, feed: FEED, rows: raw.length, rawSealed, madeAt: db.now });
}

/** The forces of these rows become agencies of the hub, so that every event can say who said it. */
async function keepForces(db: Tx, lines: readonly Good[]): Promise<void> {
	const named = new Map(lines.map(({ row }) => [agencySlug(row.reportedBy), row.reportedBy]));
	const known = await agenciesBySlug(db, [...named.keys()]);
	const missing = [...named].filter(([slug]) => slug !== '' && !known.has(slug)).slice(0, FORCES);
	for (const [slug, name] of missing) await addAgencyOnce(db, { id: newId(db.now), hubId: db.hub, slug, name, source: 'police' });
}
