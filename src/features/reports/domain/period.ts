import { addMonths, type Day } from '#shared/london.ts';

/** The times a commissioner asks about. */
export const periods = ['this_quarter', 'last_quarter', 'this_year', 'last_year'] as const;
export type PeriodName = (typeof periods)[number];
/** From a day to before another. */
export type Period = { from: Day; to: Day };

/** The first day of the quarter a day lies in: quarters of the calendar are also those of the financial year. */
function quarterOf(day: Day): Day {
	const [year = '', month = ''] = day.split('-');
	const first = Number(month) - ((Number(month) - 1) % 3);
	return `${year}-${String(first).padStart(2, '0')}-01`;
}

/** The first day of the financial year a day lies in: 1 April. */
function yearOf(day: Day): Day {
	const [year = '', month = ''] = day.split('-');
	return `${Number(month) >= 4 ? year : String(Number(year) - 1)}-04-01`;
}

/** Which days a period holds, seen from today: quarters, and years from 1 April, as commissioners count. */
export function periodOf(name: PeriodName, today: Day): Period {
	const [start, months] = name.endsWith('quarter') ? [quarterOf(today), 3] : [yearOf(today), 12];
	const from = name.startsWith('this') ? start : addMonths(start, -months);
	return { from, to: addMonths(from, months) };
}
