import { addDays, addMonths, londonDay, type Day } from '#shared/london.ts';
import { addWorkingDays, isKnownDay } from '#shared/working-days.ts';
import type { Length } from './clock-code.ts';
import type { CaseEvent } from './event.ts';
import { latestDay } from './order.ts';
import { settle } from './track-settle.ts';

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

/** The events that still stand: copies are one, and what a later event corrects is left out (DESIGN §7). */
export const standingEvents = (events: readonly CaseEvent[]): CaseEvent[] => settle(events, () => true).map(({ event }) => event);
