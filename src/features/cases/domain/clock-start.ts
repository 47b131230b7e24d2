import { addDays, addMonths, londonDay, type Day } from '#shared/london.ts';
import { addWorkingDays, isKnownDay } from '#shared/working-days.ts';
import type { Length } from './clock-code.ts';
import type { CaseEvent, Occurred } from './event.ts';

/** The first day on which it can have happened; null when nobody told us. */
export function earliestDay(occurred: Occurred): Day | null {
	if (occurred.kind === 'day') return occurred.on;
	if (occurred.kind === 'month') return `${occurred.month}-01`;
	return occurred.kind === 'unknown' ? null : occurred.from;
}

/** The last day on which it can have happened; null when nobody told us. */
export function latestDay(occurred: Occurred): Day | null {
	if (occurred.kind === 'day') return occurred.on;
	if (occurred.kind === 'range') return occurred.to;
	if (occurred.kind === 'week') return addDays(occurred.from, 6);
	return occurred.kind === 'month' ? addDays(addMonths(`${occurred.month}-01`, 1), -1) : null;
}

/**
 * The day a clock starts. From receipt: the London day we heard. From the event: its day, or, told only a week or month, the last day it can have been and never after
 * we heard of it, so that nobody is called late on a guess (P3). Null when the day is unknown, or known only as "this was the state when the file was made".
 */
export function startDay(event: CaseEvent, clock: 'event' | 'receipt'): Day | null {
	const heard = londonDay(new Date(event.receivedAt));
	if (clock === 'receipt') return heard;
	const latest = event.asOf === 'happened' ? latestDay(event.occurred) : null;
	if (latest === null || event.occurred.kind === 'day') return latest;
	return latest < heard ? latest : heard;
}

/** The last day in time, the starting day not counted. Null where working days are needed and the bank-holiday table does not reach: no date is better than a guessed one. */
export function lastDayOf(start: Day, length: Length): Day | null {
	if (length.unit === 'calendar_days') return addDays(start, length.n);
	if (length.unit === 'months') return addMonths(start, length.n);
	// Twice the working days and a fortnight covers Christmas and Easter with room to spare.
	const reach = addDays(start, length.n * 2 + 14);
	return isKnownDay(start) && isKnownDay(reach) ? addWorkingDays(start, length.n) : null;
}

/** The events that still stand: what a later event corrects is left out, and a correction of a correction too (DESIGN §7). */
export function standingEvents(events: readonly CaseEvent[]): CaseEvent[] {
	const corrected = new Set(events.map((event) => event.supersedes));
	return events.filter((event) => !corrected.has(event.id));
}
