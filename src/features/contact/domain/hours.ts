import { addDays, instantAt, instantsAt, londonDay, londonTime, weekdayOf, type Day } from '#shared/london.ts';
import { isKnownDay, isWorkingDay } from '#shared/working-days.ts';
import type { Hours } from './preference.ts';

/** The hub's hours, unless it has set others: Monday to Friday, 9 to 5, not on bank holidays (P8). */
export const defaultOffice: readonly Hours[] = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];

/** Times that are all to be kept: each is a list of windows; `office` ones are shut on bank holidays. */
export type Schedule = readonly { windows: readonly Hours[]; office: boolean }[];

/** How far ahead we look for a safe time: past the longest holiday there is. */
const lookAheadDays = 21;

const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

// 24:00 is no time on a clock; it is the end of the day.
const endAt = (day: Day, to: string): Date => (to === '24:00' ? instantAt(addDays(day, 1), '00:00') : instantAt(day, to));

// Beyond the bank-holiday table nobody knows whether the office is open: then it is not.
const startsOn = (window: Hours, day: Day, office: boolean): boolean =>
	window.days.includes(weekdayOf(day)) && (!office || (isKnownDay(day) && isWorkingDay(day)));

/** The day on which the window that holds this instant started; null when the instant is outside it. Judged by what the wall clock shows, so a clock change moves nothing. */
function openedOn(window: Hours, instant: Date, office: boolean): Day | null {
	const { hour, minute } = londonTime(instant);
	const [now, from, to] = [hour * 60 + minute, minuteOfDay(window.from), minuteOfDay(window.to)];
	const today = londonDay(instant);
	if (from <= to) return now >= from && now < to && startsOn(window, today, office) ? today : null;
	if (now >= from && startsOn(window, today, office)) return today;
	const yesterday = addDays(today, -1);
	return now < to && startsOn(window, yesterday, office) ? yesterday : null;
}

/** Whether this instant lies inside the hours: in at least one window of every list (P2, S-20). No window, no hour. */
export const isOpen = (schedule: Schedule, instant: Date): boolean =>
	schedule.every(({ windows, office }) => windows.some((window) => openedOn(window, instant, office) !== null));

/** When the hours that hold this instant end (the last moment is not included); null when the instant is outside. */
export function openUntil(schedule: Schedule, instant: Date): Date | null {
	const ends = schedule.map(({ windows, office }) => latestOf(windows.map((window) => windowEnd(window, instant, office))));
	if (ends.some((end) => end === null)) return null;
	return ends.filter((end) => end !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

const latestOf = (ends: readonly (Date | null)[]): Date | null =>
	ends.reduce((latest, end) => (end !== null && (latest === null || end > latest) ? end : latest), null);

function windowEnd(window: Hours, instant: Date, office: boolean): Date | null {
	const day = openedOn(window, instant, office);
	if (day === null) return null;
	const endDay = minuteOfDay(window.from) <= minuteOfDay(window.to) ? day : addDays(day, 1);
	// In the hour that comes twice the first end may already be behind us.
	const ends = window.to === '24:00' ? [] : instantsAt(endDay, window.to);
	return ends.find((end) => end > instant) ?? endAt(endDay, window.to);
}

/**
 * The first instant after this one at which the hours open; null when there is none within three weeks. Safe over both clock changes: a window that falls
 * into the hour left out in March is passed over, and the hour that comes twice in October is open both times (S-20).
 */
export function nextOpening(schedule: Schedule, instant: Date): Date | null {
	const today = londonDay(instant);
	const starts = schedule.flatMap(({ windows }) => windows.map((window) => window.from));
	for (let ahead = 0; ahead <= lookAheadDays; ahead += 1) {
		const day = addDays(today, ahead);
		const found = momentsOf(day, starts).find((start) => start > instant && isOpen(schedule, start));
		if (found) return found;
	}
	return null;
}

// Midnight, because a night window of yesterday may first be allowed today; one o'clock, because on the night the clocks go back a closed window can open again there.
function momentsOf(day: Day, starts: readonly string[]): Date[] {
	const moments = [...starts, '00:00', '01:00'].flatMap((time) => [instantAt(day, time), ...instantsAt(day, time)]);
	return moments.sort((a, b) => a.getTime() - b.getTime());
}
