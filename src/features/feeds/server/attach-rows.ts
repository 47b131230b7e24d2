import type { Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addEvents } from '#server/db/queries/cases.ts';
import { agenciesBySlug, markAttached, type Holder, type NewFeedRow } from '#server/db/queries/feeds.ts';
import { appendAudit } from '#server/db/queries/house.ts';
import type { EventDetail, EventKind } from '#features/cases/domain/event.ts';
import { newsOf } from '#features/cases/domain/news.ts';
import { outcomeOf } from '#features/cases/domain/outcomes.ts';

/** What an outcome's name says: its kind, and its code; a name we do not know is kept as it was written, and shown as not told clearly (issue 2, point 7). */
function said(outcomeName: string): { kind: EventKind; detail: EventDetail } {
	const known = outcomeOf(outcomeName);
	return known ? { kind: known.kind, detail: { outcome: known.code } } : { kind: 'not_told_clearly', detail: { outcomeName } };
}

/**
 * Joins rows of a feed to the cases that hold exactly their reference, as events; the same row in the same case again changes nothing (R-07, DESIGN §7).
 * Hard news is not published by it: a worker does that, so that nobody reads on a Friday night what should have been said (P4). No outcome of the police
 * file is danger news, which a test keeps so. @returns the ids of the rows that some case now has.
 */
export async function attachRows(db: Tx, rows: readonly NewFeedRow[], holders: readonly Holder[], requestId: string): Promise<Set<string>> {
	const attached = new Set<string>();
	const byIndex = Map.groupBy(holders, ({ refIndex }) => refIndex.toString('hex'));
	const joining = rows.filter(({ refIndex, outcomeName }) => outcomeName !== '' && refIndex && byIndex.has(refIndex.toString('hex')));
	if (!joining.length) return attached;
	const agencies = await agenciesBySlug(db, [...new Set(joining.map((row) => row.agencySlug))]);
	for (const holder of holders) {
		const mine = joining.filter(({ refIndex }) => refIndex?.equals(holder.refIndex));
		const added = await addEvents(
			db,
			mine.map((row) => eventOf(db, row, holder, agencies.get(row.agencySlug) ?? null))
		);
		await markAttached(
			db,
			holder.caseId,
			mine.map(({ id }) => id)
		);
		for (const { id } of mine) attached.add(id);
		if (added.length) await appendAudit(db, { action: 'case.linked', caseId: holder.caseId, objectId: holder.id }, requestId);
	}
	return attached;
}

function eventOf(db: Tx, row: NewFeedRow, { id: referenceId, caseId }: Holder, agencyId: string | null) {
	const { kind, detail } = said(row.outcomeName);
	return {
		id: newId(db.now),
		hubId: db.hub,
		caseId,
		kind,
		source: 'police',
		agencyId,
		referenceId,
		charge: null,
		occurredKind: 'month' as const,
		occurredFrom: `${row.month}-01`,
		occurredTo: null,
		asOf: row.asOf,
		receivedAt: db.now,
		publishedAt: newsOf({ kind, detail }) === 'hard' ? null : db.now,
		supersedes: null,
		contentHash: row.rowKey.toString('hex'),
		detail,
		lineSealed: null,
		recordedBy: null
	};
}
