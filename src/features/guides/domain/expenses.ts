import { factOf } from './facts.ts';

const named = {
	shortHours: 'expenses-day-short-hours',
	longHours: 'expenses-day-long-hours',
	foodShort: 'expenses-day-short',
	foodLong: 'expenses-day-middle',
	foodDay: 'expenses-day-long',
	nightCity: 'expenses-night-big-city',
	night: 'expenses-night-elsewhere',
	nightFood: 'expenses-night-meals',
	nightSmall: 'expenses-night-small',
	childDay: 'expenses-childcare-day'
} as const;

/** What the CPS pays an ordinary witness, in pounds and hours, with the day on which the oldest of them was checked; null where one of them is not sure, so that nobody counts on it. */
export function expenseRates(): { rates: Record<keyof typeof named, number>; checked: string } | null {
	const facts = Object.entries(named).map(([name, id]) => [name, factOf(id)] as const);
	if (facts.some(([, { sure }]) => !sure)) return null;
	const rates = Object.fromEntries(facts.map(([name, { value }]) => [name, Number(value)])) as Record<keyof typeof named, number>;
	return { rates, checked: facts.map(([, { checked }]) => checked).sort()[0] ?? '' };
}
