import { addDays, type Day } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';

/** A letter may be marked as posted so many working days later. */
export const mostDaysBack = 5;

/**
 * The days on which a letter that waits since `since` may have been posted, seen from `today`: today first, then back, the weekend too (there is a post box), at most five working days and never before it
 * was there to be printed. Both are London days. @throws OutsideHolidayTable
 */
export function postingDays(today: Day, since: Day): Day[] {
	const first = [addWorkingDays(today, -mostDaysBack), since].sort()[1] ?? since;
	const days = [today];
	for (let day = addDays(today, -1); day >= first; day = addDays(day, -1)) days.push(day);
	return days;
}
