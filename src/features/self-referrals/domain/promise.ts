import { addDays, instantAt, londonDay, type Day } from '#shared/london.ts';
import { addWorkingDays, isKnownDay, isWorkingDay } from '#shared/working-days.ts';

/** The hub's hours on a working day, as the settings have them. */
export type Office = { opens: string; closes: string };

const isOpenOn = (day: Day): boolean => isKnownDay(day) && isWorkingDay(day);

/** The first working day whose office hours are not over at this instant. Beyond the table of bank holidays: the next day. */
function firstDay(now: Date, { closes }: Office): Day {
	const today = londonDay(now);
	if (!isKnownDay(addDays(today, 14))) return addDays(today, 1);
	return isOpenOn(today) && now < instantAt(today, closes) ? today : addWorkingDays(today, 1);
}

/**
 * The latest moment at which we are in touch (P14): the end of the office day after the one on which somebody can read it; for who is under 18 (P17) or not safe (P20) the end of that very
 * day. From the hub's hours and the real bank holidays.
 */
export function inTouchBy(now: Date, office: Office, urgent: boolean): Date {
	const first = firstDay(now, office);
	const day = urgent ? first : isKnownDay(addDays(first, 14)) ? addWorkingDays(first, 1) : addDays(first, 1);
	return instantAt(day, office.closes);
}
