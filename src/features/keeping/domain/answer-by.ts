import { addDays, addMonths, londonDay, type Day } from '#shared/london.ts';
import { addWorkingDays, isKnownDay } from '#shared/working-days.ts';

/** Working days in which we decide; the law gives one month (UK GDPR article 12(3)). */
const within = 20;

/** The day by which a request to delete is answered: 20 working days, and never later than one month. */
export function answerBy(now: Date): Day {
	const today = londonDay(now);
	const month = addMonths(today, 1);
	if (!isKnownDay(addDays(today, 45))) return addDays(today, 28);
	const ours = addWorkingDays(today, within);
	return ours < month ? ours : month;
}
