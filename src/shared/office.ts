import { addDays, instantAt, instantsAt, londonDay, weekdayOf, type Day } from './london.ts';
import { isKnownDay, isWorkingDay } from './working-days.ts';

/** From when until when on one day, as London's clocks show it: 'HH:MM'. */
export type Span = { from: string; to: string };
/** When the hub is there: a span for each day of the week, Monday first, null where it is shut; and the days on which it is shut beside the bank holidays. */
export type Office = { week: readonly (Span | null)[]; closed: readonly Day[] };

/** The same hours from Monday to Friday. */
export const onWeekdays = (from: string, to: string): Office => ({
	week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? { from, to } : null)),
	closed: []
});

/** How far ahead a day is looked for, in days: longer than any list of closed days can shut a hub that is there once a week. */
const farthest = 800;
/** Bank holidays that fall on a weekend are given on a weekday, and nobody is there on the day itself either. */
const feasts = /-(12-2[56]|01-01)$/;

/**
 * The hours of one day; null: the hub is shut. A bank holiday of England and Wales shuts it whatever the day of the week (P8). Beyond the table of bank holidays only the week counts.
 */
export function hoursOn({ week, closed }: Office, day: Day): Span | null {
	if (closed.includes(day)) return null;
	const weekday = weekdayOf(day);
	if (feasts.test(day) || (isKnownDay(day) && weekday <= 5 && !isWorkingDay(day))) return null;
	return week[weekday - 1] ?? null;
}

/** Whether somebody is there at this instant; the closing minute is not. */
export function isOpenAt(office: Office, instant: Date): boolean {
	const day = londonDay(instant);
	const span = hoursOn(office, day);
	return span !== null && instant >= instantAt(day, span.from) && instant < closingOf(day, span);
}

/** When somebody is there next: this very instant when it is open; null where none is open at all. */
export function nextOpenAt(office: Office, instant: Date): Date | null {
	if (isOpenAt(office, instant)) return instant;
	const today = londonDay(instant);
	for (let ahead = 0; ahead <= farthest; ahead += 1) {
		const day = addDays(today, ahead);
		const span = hoursOn(office, day);
		const opens = span && instantAt(day, span.from);
		if (opens && opens > instant) return opens;
	}
	return null;
}

// In the hour that comes twice in October the office stays until the second.
const closingOf = (day: Day, { to }: Span): Date => instantsAt(day, to).at(-1) ?? instantAt(day, to);

/** The end of the first office day that is not over at this instant; with `more`, of the one so many office days later. Where none is open at all: far ahead, never now. */
function endOfDay(office: Office, now: Date, more: number): Date {
	let left = more;
	let day = londonDay(now);
	for (let looked = 0; looked <= farthest; looked += 1, day = addDays(day, 1)) {
		const span = hoursOn(office, day);
		if (!span || closingOf(day, span) <= now) continue;
		if (left === 0) return closingOf(day, span);
		left -= 1;
	}
	return instantAt(addDays(londonDay(now), farthest + more), '23:59');
}

/**
 * The latest moment at which we are in touch (P14, P8): the end of the office day after the one on which somebody can read it; for who is under 18 (P17), not safe (P20) or writes of what
 * is urgent, the end of that very day. By the hub's own hours of each day of the week, its closed days and the real bank holidays; every promise of the house comes from here.
 */
export const inTouchBy = (now: Date, office: Office, urgent: boolean): Date => endOfDay(office, now, urgent ? 0 : 1);

/** Closed days of the hub's own that a person should know of: those of today and the coming `days`, in order. */
export const closedSoon = ({ closed }: Office, today: Day, days = 14): Day[] =>
	closed.filter((day) => day >= today && day <= addDays(today, days)).sort();

export type Stretch = { first: number; last: number } & Span;
/** The week as it is said: days in a row with the same hours stand together, 1 being Monday. */
export function stretchesOf({ week }: Office): Stretch[] {
	const found: Stretch[] = [];
	for (const [at, span] of week.entries()) {
		const [day, before] = [at + 1, found.at(-1)];
		if (!span) continue;
		if (before?.last === at && before.from === span.from && before.to === span.to) before.last = day;
		else found.push({ first: day, last: day, ...span });
	}
	return found;
}
