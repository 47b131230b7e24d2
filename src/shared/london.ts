/** A calendar day in London, 'YYYY-MM-DD'. */
export type Day = string;
/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export type LondonTime = { hour: number; minute: number; weekday: Weekday };

const dayLength = 86_400_000;
const minuteLength = 60_000;
const hourLength = 60 * minuteLength;

// The browser's or server's own zone never matters: the wall clock that counts is the one where the person lives.
// Swedish writes '2026-06-02 17:05', which is cut by place: about twice as fast as asking for the parts, on pages with a hundred dates. london.test.ts pins it.
const wallClock = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/London',
	calendar: 'gregory',
	numberingSystem: 'latn',
	hourCycle: 'h23',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit'
});

type Wall = { day: Day; time: string };

function wallOf(instant: Date): Wall {
	const text = wallClock.format(instant);
	return { day: text.slice(0, 10), time: text.slice(11) };
}

/** Days since 1 January 1970. Throws RangeError for anything that is not a real 'YYYY-MM-DD' day (30 February too). */
export function dayNumber(day: Day): number {
	const number = Date.parse(`${day}T00:00:00Z`) / dayLength;
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !Number.isInteger(number) || dayOfNumber(number) !== day)
		throw new RangeError(`not a calendar day: ${day}`);
	return number;
}

/** The day that is this many days after 1 January 1970. */
export const dayOfNumber = (number: number): Day => new Date(number * dayLength).toISOString().slice(0, 10);

/** The calendar day in London at this instant (DESIGN §3 dates). */
export const londonDay = (instant: Date): Day => wallOf(instant).day;

/** What a clock on the wall in London shows at this instant. */
export function londonTime(instant: Date): LondonTime {
	const { day, time } = wallOf(instant);
	return { hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)), weekday: weekdayOf(day) };
}

/**
 * Every instant at which London shows this day and time ('HH:MM'), earliest first: one as a rule, two in the hour that comes twice in October,
 * none in the hour that is left out in March. Throws RangeError for a bad day or time.
 */
export function instantsAt(day: Day, time: string): Date[] {
	const start = asIfUtc(day, time);
	// London has only ever been level with UTC or one hour ahead since 1968. Ahead first, so that the earlier of two comes first.
	const shown = [start - hourLength, start].map((ms) => new Date(ms));
	return shown.filter((instant) => sameWall(wallOf(instant), day, time));
}

/**
 * The instant at which London shows this day and time. In the hour that comes twice (October) it is the first of the two; in the hour that is left out (March)
 * it is the moment the clocks jump, so that a safe time never opens late by an hour. Throws RangeError for a bad day or time.
 */
export function instantAt(day: Day, time: string): Date {
	const [first] = instantsAt(day, time);
	return first ?? new Date(Math.floor(asIfUtc(day, time) / hourLength) * hourLength);
}

const sameWall = (wall: Wall, day: Day, time: string): boolean => wall.day === day && wall.time === time;

function asIfUtc(day: Day, time: string): number {
	const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
	if (!match) throw new RangeError(`not a time of day: ${time}`);
	return dayNumber(day) * dayLength + Number(match[1]) * hourLength + Number(match[2]) * minuteLength;
}

/** The day n calendar days later (earlier when n is negative). */
export const addDays = (day: Day, n: number): Day => dayOfNumber(dayNumber(day) + n);

/** How many calendar days lie between two days; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** The same day of the month n months later; the last day of that month where it is shorter (31 January + 1 month = 28 or 29 February). */
export function addMonths(day: Day, n: number): Day {
	const date = new Date(dayNumber(day) * dayLength);
	const wanted = date.getUTCDate();
	const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n + 1, 0));
	lastDay.setUTCDate(Math.min(wanted, lastDay.getUTCDate()));
	return lastDay.toISOString().slice(0, 10);
}

/** Which day of the week a day is: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): Weekday => (((((dayNumber(day) + 3) % 7) + 7) % 7) + 1) as Weekday;
