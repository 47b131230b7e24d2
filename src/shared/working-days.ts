import table from './bank-holidays.json' with { type: 'json' };
import { dayNumber, dayOfNumber, type Day } from './london.ts';

const holidays: ReadonlySet<number> = new Set(table.events.map((event) => dayNumber(event.date)));
const years = table.events.map((event) => event.date.slice(0, 4)).sort();

/** The first and last day for which we know the bank holidays of England and Wales (GOV.UK, Open Government Licence v3.0). */
export const knownFrom: Day = `${years.at(0)}-01-01`;
export const knownTo: Day = `${years.at(-1)}-12-31`;
const first = dayNumber(knownFrom);
const last = dayNumber(knownTo);

/** Thrown when a date lies outside the bank-holiday table: a guessed working day would be a wrong date given to a person. */
export class OutsideHolidayTable extends RangeError {
	constructor(day: Day) {
		super(`no bank holidays known for ${day}; the table covers ${knownFrom} to ${knownTo}`);
		this.name = 'OutsideHolidayTable';
	}
}

/** Whether the bank-holiday table covers this day. */
export const isKnownDay = (day: Day): boolean => day >= knownFrom && day <= knownTo;

function isWorking(number: number): boolean {
	if (number < first || number > last) throw new OutsideHolidayTable(dayOfNumber(number));
	// 1 January 1970 was a Thursday: +3 puts Monday at 0.
	return (number + 3) % 7 < 5 && !holidays.has(number);
}

/** Whether offices work on this day: Monday to Friday, no bank holiday of England and Wales. Throws OutsideHolidayTable. */
export const isWorkingDay = (day: Day): boolean => isWorking(dayNumber(day));

/**
 * The n-th working day after a day, the day itself not counted (Code deadlines count this way); negative n goes back. With n = 0 it is the day itself
 * when it is a working day, else the next one. Throws OutsideHolidayTable, and RangeError when n is no whole number.
 */
export function addWorkingDays(day: Day, n: number): Day {
	if (!Number.isInteger(n)) throw new RangeError(`not a whole number of working days: ${n}`);
	let number = dayNumber(day);
	if (n === 0) while (!isWorking(number)) number += 1;
	const step = Math.sign(n);
	for (let left = Math.abs(n); left > 0;) {
		number += step;
		if (isWorking(number)) left -= 1;
	}
	return dayOfNumber(number);
}

/**
 * How many working days lie after `from` up to and with `to`; negative, counted the same way back, when `to` is earlier. It undoes addWorkingDays:
 * workingDaysBetween(d, addWorkingDays(d, n)) is n. Throws OutsideHolidayTable.
 */
export function workingDaysBetween(from: Day, to: Day): number {
	const end = dayNumber(to);
	let number = dayNumber(from);
	const step = Math.sign(end - number);
	let count = 0;
	while (number !== end) {
		number += step;
		if (isWorking(number)) count += step;
	}
	return count;
}
