import { eventKinds, sources, type CaseEvent, type EventKind, type Occurred } from './event.ts';
import { addDays, londonDay } from '#shared/london.ts';

/**
 * Kinds whose rank within one day or month is not their place in `eventKinds`. Each goes right after the kind named.
 * A row that says "we do not know" never stands above a real result of the same month, and charges are dropped or changed before what is left of them is tried.
 */
const moved: readonly (readonly [EventKind, EventKind])[] = [
	['status_not_received', 'officer_allocated'],
	['result_not_received', 'awaiting_court'],
	['charges_changed', 'result_not_received'],
	['charges_dropped', 'trial_ended']
];

const ranked = moved.reduce<EventKind[]>(
	(kinds, [kind, after]) => {
		const rest = kinds.filter((other) => other !== kind);
		rest.splice(rest.indexOf(after) + 1, 0, kind);
		return rest;
	},
	[...eventKinds]
);
const ranks = new Map(ranked.map((kind, rank) => [kind, rank]));

/** Where a kind stands among others of the same day or month; higher is later (issue 2, point 11). */
export const rankOf = (kind: EventKind): number => ranks.get(kind) ?? 0;

/** The first day on which it can have happened ('YYYY-MM-DD'); null when the agency did not say. */
export function earliestDay(occurred: Occurred): string | null {
	switch (occurred.kind) {
		case 'day':
			return occurred.on;
		case 'range':
		case 'week':
			return occurred.from;
		case 'month':
			return `${occurred.month}-01`;
		case 'unknown':
			return null;
	}
}

/** The last day on which it can have happened ('YYYY-MM-DD'); a week has seven days; null when the agency did not say. */
export function latestDay(occurred: Occurred): string | null {
	switch (occurred.kind) {
		case 'day':
			return occurred.on;
		case 'range':
			return occurred.to;
		case 'week':
			return addDays(occurred.from, 6);
		case 'month':
			return new Date(Date.UTC(Number(occurred.month.slice(0, 4)), Number(occurred.month.slice(5, 7)), 0)).toISOString().slice(0, 10);
		case 'unknown':
			return null;
	}
}

/** Orders two texts by their code units: the same in every language and on every machine. */
export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const sortDay = (event: CaseEvent) => earliestDay(event.occurred) ?? londonDay(new Date(event.receivedAt));

/**
 * The events in the order in which they can have happened: earliest possible day (when not said: the London day on which we heard), then rank,
 * then source, then content hash; never by arrival (R-08, issue 2 point 11). The id decides only between rows that are equal in all of these.
 */
export function inOrder(events: readonly CaseEvent[]): CaseEvent[] {
	return events
		.map((event) => ({ event, day: sortDay(event) }))
		.sort(
			(one, other) =>
				byText(one.day, other.day) ||
				rankOf(one.event.kind) - rankOf(other.event.kind) ||
				sources.indexOf(one.event.source) - sources.indexOf(other.event.source) ||
				byText(one.event.contentHash, other.event.contentHash) ||
				byText(one.event.id, other.event.id)
		)
		.map(({ event }) => event);
}
