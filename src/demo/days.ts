import { addDays, addMonths, instantAt, londonDay, type Day } from '#shared/london.ts';
import { addWorkingDays, isWorkingDay } from '#shared/working-days.ts';

/** A day by its distance from the seeding: '-3w' three working days ago, '14d' in fourteen calendar days (moved on to a working day), '0' today. */
export type Offset = '0' | `${number}w` | `${number}d` | `-${number}d`;

/** The day an offset means. */
export function dayOf(now: Date, offset: Offset): Day {
	const today = londonDay(now);
	if (offset === '0') return today;
	const n = Number(offset.slice(0, -1));
	if (offset.endsWith('w')) return addWorkingDays(today, n);
	const day = addDays(today, n);
	return isWorkingDay(day) ? day : addWorkingDays(day, n < 0 ? -1 : 1);
}

/** The Monday of the week an offset falls in: for "week commencing". */
export function mondayOf(now: Date, offset: Offset): Day {
	const day = dayOf(now, offset);
	const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
	return addDays(day, -weekday);
}

/** The month so many months before this one, 'YYYY-MM'. */
export const monthAgo = (now: Date, months: number): string => addMonths(`${londonDay(now).slice(0, 7)}-01`, -months).slice(0, 7);

/** An instant on that day in London; never in the future, so that a seed made early in the morning stays true. */
export function at(now: Date, offset: Offset, time = '10:15'): Date {
	const wanted = instantAt(dayOf(now, offset), time);
	return wanted < now ? wanted : new Date(now.getTime() - 10 * 60_000);
}
