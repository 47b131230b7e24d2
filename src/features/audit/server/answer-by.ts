import { addDays, londonDay, type Day } from '#shared/london.ts';
import { addWorkingDays, isKnownDay } from '#shared/working-days.ts';

/** Working days in which the hub answers what a person asks about her record. The day is shown to her, and the due list works to the same one. */
export const answerWithin = 5;

/** That day. Calendar days where the table of bank holidays ends. */
export function answerBy(now: Date): Day {
	const today = londonDay(now);
	return isKnownDay(addDays(today, 21)) ? addWorkingDays(today, answerWithin) : addDays(today, answerWithin + 2);
}
