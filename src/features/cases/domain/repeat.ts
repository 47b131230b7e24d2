import { addMonths, londonDay } from '#shared/london.ts';

/**
 * Whether somebody came to harm again: two cases that we took on within 12 months of each other (T34). For the console only; never shown to the person as a label.
 * Cases in which they are a witness do not count: nothing was done to them.
 */
export function isRepeat(cases: readonly { madeAt: Date; role: string }[]): boolean {
	const days = cases
		.filter(({ role }) => role !== 'witness')
		.map(({ madeAt }) => londonDay(madeAt))
		.sort();
	return days.some((day, at) => at > 0 && day <= addMonths(days[at - 1] as string, 12));
}
