import { addDays, londonDay, londonTime, weekdayOf, type Day, type Weekday } from '#shared/london.ts';
import { isKnownDay, isWorkingDay } from '#shared/working-days.ts';
import type { Facets } from './facets.ts';
import type { ScheduleDoc } from './record.ts';

/** From and to on a clock on the wall, 'HH:MM'. A time that is not later than its beginning is on the next day; the same twice is the whole day. */
export type Span = { from: string; to: string };
/** The hours of an ordinary week. */
export type Week = Record<Weekday, Span[]>;
/** `until`: when it closes, where it is open; `from`: when it opens later today, where it is not. 'ask': a bank holiday on which we do not know. */
export type OpenNow = { state: 'open' | 'closed' | 'ask' | 'unknown'; today: Span[]; until: string | null; from: string | null };

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** A time of the standard ("09:00", "09:00:00", "9:00Z") as 'HH:MM'; null where it is none. "24:00" is midnight. */
export function timeIn(text: unknown): string | null {
	const found = typeof text === 'string' ? /^(\d{1,2}):(\d{2})/.exec(text.trim()) : null;
	if (!found) return null;
	const [hour, minute] = [Number(found[1]) % 24, Number(found[2])];
	return Number(found[1]) > 24 || minute > 59 ? null : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The days of a week on which hours hold: those it names, or all where it names none. Null for hours that do not come every week ("first Monday"). */
function daysOf({ byday, freq, interval, bymonthday }: ScheduleDoc): Weekday[] | null {
	if (bymonthday || (interval ?? 1) > 1 || (freq && !['WEEKLY', 'DAILY'].includes(freq.toUpperCase()))) return null;
	if (!byday?.trim()) return [...weekdays];
	const days = byday.split(',').map((day) => names.indexOf(day.trim().toUpperCase().slice(0, 2)) + 1);
	return days.some((day) => !day) ? null : (days as Weekday[]);
}

const holdsOn = ({ valid_from, valid_to, dtstart }: ScheduleDoc, day: Day): boolean =>
	(valid_from ?? dtstart ?? '').slice(0, 10) <= day && (!valid_to || valid_to.slice(0, 10) >= day);

const spanOf = ({ opens_at, closes_at }: ScheduleDoc): Span | null => {
	const [from, to] = [timeIn(opens_at), timeIn(closes_at)];
	// Feeds write the end of a day as its last minute.
	return from && to ? { from, to: to === '23:59' ? '00:00' : to } : null;
};

/**
 * The hours of an ordinary week around `day`; null where none are known. Hours that come on some weeks only are left out: they stand in words
 * ({@link otherHours}). Doubled and touching ones are joined.
 */
export function hoursOf(schedules: readonly ScheduleDoc[] = [], day: Day): Week | null {
	const week: Week = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
	let isKnown = false;
	for (const schedule of schedules) {
		const [days, span] = [daysOf(schedule), spanOf(schedule)];
		if (!days || !span || !holdsOn(schedule, day)) continue;
		isKnown = true;
		for (const each of days) week[each].push(span);
	}
	for (const each of weekdays) week[each] = joined(week[each]);
	return isKnown ? week : null;
}

function joined(spans: readonly Span[]): Span[] {
	const out: { start: number; end: number }[] = [];
	const lengths = spans.map(({ from, to }) => {
		const start = minutesOf(from);
		return { start, end: start + ((minutesOf(to) - start + wholeDay) % wholeDay || wholeDay) };
	});
	for (const { start, end } of lengths.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
		const last = out.at(-1);
		if (last && start <= last.end) last.end = Math.min(Math.max(last.end, end), last.start + wholeDay);
		else out.push({ start, end });
	}
	return out.map(({ start, end }) => ({ from: clockOf(start), to: clockOf(end) }));
}
const wholeDay = 1440;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clockOf = (minutes: number): string =>
	`${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const isOvernight = ({ from, to }: Span): boolean => to <= from;

/** What is said of hours that do not come every week. */
export const otherHours = (schedules: readonly ScheduleDoc[] = []): string[] => [
	...new Set(schedules.flatMap(({ description, notes }) => [description, notes]).filter((text): text is string => Boolean(text?.trim())))
];

/** Whether a day is a bank holiday of England and Wales; beyond the years we know, no. */
export const isBankHoliday = (day: Day): boolean => isKnownDay(day) && weekdayOf(day) <= 5 && !isWorkingDay(day);

/**
 * Whether it is open at an instant, by London's clocks. A night that began yesterday counts, by yesterday's hours. On a bank holiday: as its entry says, and where
 * that is not known, 'ask' in place of a guess that sends somebody to a shut door.
 */
export function openNow(schedules: readonly ScheduleDoc[] | undefined, facets: Pick<Facets, 'bankHolidays'>, now: Date): OpenNow {
	const day = londonDay(now);
	const { hour, minute } = londonTime(now);
	const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
	if (!hoursOf(schedules, day)) return { state: 'unknown', today: [], until: null, from: null };
	const before = addDays(day, -1);
	const [late, today] = [spansOn(schedules, facets, before), spansOn(schedules, facets, day)];
	const night = late.spans.find((span) => isOvernight(span) && time < span.to);
	const here = today.spans.find(({ from, to }) => from <= time && (to <= from || time < to));
	const until = (here ?? night)?.to ?? null;
	if (here || night) return { state: (here ? today : late).isSure ? 'open' : 'ask', today: today.spans, until, from: null };
	const next = today.spans.find(({ from }) => from > time)?.from ?? null;
	return { state: today.isSure || !today.spans.length ? 'closed' : 'ask', today: today.spans, until: null, from: next };
}

function spansOn(schedules: readonly ScheduleDoc[] | undefined, { bankHolidays }: Pick<Facets, 'bankHolidays'>, day: Day) {
	const spans = hoursOf(schedules, day)?.[weekdayOf(day)] ?? [];
	if (!isBankHoliday(day) || bankHolidays === 'open') return { spans, isSure: true };
	return bankHolidays === 'closed' ? { spans: [], isSure: true } : { spans, isSure: false };
}
