import type { EventRow, TellingRow } from '#server/db/queries/cases.ts';
import type { CaseEvent, EventDetail, EventKind, Occurred, Source, Telling, TryOutcome } from '../domain/event.ts';

/** What of an event's row the fold reads: nothing sealed. A report does without the agency's name. */
export type CountedRow = Omit<EventRow, 'lineSealed' | 'agencyId' | 'agencyName'> & { agencyName?: string | null };

function occurredOf(row: CountedRow): Occurred {
	const { occurredKind, occurredFrom: from, occurredTo: to } = row;
	if (occurredKind === 'unknown' || !from) return { kind: 'unknown' };
	if (occurredKind === 'day') return { kind: 'day', on: from };
	if (occurredKind === 'week') return { kind: 'week', from };
	if (occurredKind === 'month') return { kind: 'month', month: from.slice(0, 7) };
	return { kind: 'range', from, to: to ?? from };
}

/** How an `Occurred` is stored: a kind and two days. A month is kept by its first day. */
export function occurredColumns(occurred: Occurred): {
	occurredKind: Occurred['kind'];
	occurredFrom: string | null;
	occurredTo: string | null;
} {
	const columns = (occurredFrom: string | null, occurredTo: string | null = null) => ({
		occurredKind: occurred.kind,
		occurredFrom,
		occurredTo
	});
	if (occurred.kind === 'day') return columns(occurred.on);
	if (occurred.kind === 'week') return columns(occurred.from);
	if (occurred.kind === 'month') return columns(`${occurred.month}-01`);
	if (occurred.kind === 'range') return columns(occurred.from, occurred.to);
	return columns(null);
}

const toTelling = (row: TellingRow): Telling => ({
	at: row.at.toISOString(),
	by: row.by as Source,
	way: row.way as Telling['way'],
	outcome: row.outcome as TryOutcome
});

/**
 * Rows of a case as the fold reads them for one person: each event with the tries to tell her. Hard news has no publishing of its own, because an event is
 * never rewritten: it counts as published when a telling put it on her page, or on arrival where she chose to read it here first (P4).
 */
export function toCaseEvents(
	rows: readonly CountedRow[],
	tellings: readonly TellingRow[],
	personId: string,
	hardNews: 'call_first' | 'read_here'
): CaseEvent[] {
	const tried = new Map<string, Telling[]>();
	const shown = new Map<string, Date>();
	for (const row of tellings) {
		if (!row.eventId || row.personId !== personId) continue;
		tried.set(row.eventId, [...(tried.get(row.eventId) ?? []), toTelling(row)]);
		if (row.shownAt) shown.set(row.eventId, row.shownAt);
	}
	const published = (row: CountedRow) => row.publishedAt ?? shown.get(row.id) ?? (hardNews === 'read_here' ? row.receivedAt : null);
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind as EventKind,
		source: row.source as Source,
		sourceName: row.agencyName ?? '',
		charge: row.charge,
		occurred: occurredOf(row),
		asOf: row.asOf,
		receivedAt: row.receivedAt.toISOString(),
		publishedAt: published(row)?.toISOString() ?? null,
		supersedes: row.supersedes,
		contentHash: row.contentHash,
		detail: row.detail as EventDetail,
		tellings: tried.get(row.id) ?? []
	}));
}
