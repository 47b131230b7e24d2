import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import table from './bank-holidays.json' with { type: 'json' };
import { addDays, dayNumber, weekdayOf } from './london.ts';
import { OutsideHolidayTable, addWorkingDays, isKnownDay, isWorkingDay, knownFrom, knownTo, workingDaysBetween } from './working-days.ts';

const holidays = new Set(table.events.map((event) => event.date));
const anyDay = fc.integer({ min: dayNumber('2019-03-01'), max: dayNumber('2028-10-31') }).map((n) => addDays('1970-01-01', n));
const someDays = fc.integer({ min: 1, max: 30 });

describe('working days of England and Wales (T5)', () => {
	it('covers 2019 to 2028', () => {
		expect([knownFrom, knownTo]).toEqual(['2019-01-01', '2028-12-31']);
		expect(isKnownDay('2018-12-31')).toBe(false);
	});

	it.each([
		['Christmas 2020: Boxing Day moved to Monday 28th', '2020-12-24', 1, '2020-12-29'],
		['Christmas 2021: two substitute days', '2021-12-24', 1, '2021-12-29'],
		['New Year 2022: substitute Monday', '2021-12-31', 1, '2022-01-04'],
		['Christmas 2022: Christmas Day moved to Tuesday', '2022-12-23', 1, '2022-12-28'],
		['Easter 2026: Good Friday and Easter Monday', '2026-04-02', 1, '2026-04-07'],
		['Easter 2026: five days', '2026-04-01', 5, '2026-04-10'],
		['Jubilee 2022: the spring holiday moved to Thursday and Friday', '2022-05-30', 3, '2022-06-06'],
		['State funeral 2022', '2022-09-16', 1, '2022-09-20'],
		['Coronation 2023', '2023-05-05', 1, '2023-05-09'],
		['VE day 2020: the early May holiday moved to Friday', '2020-05-07', 1, '2020-05-11'],
		['a year end', '2026-12-24', 5, '2027-01-05'],
		['from a Saturday', '2026-06-06', 1, '2026-06-08'],
		['one back over Easter', '2026-04-07', -1, '2026-04-02']
	])('%s', (_, from, n, to) => {
		expect(addWorkingDays(from, n)).toBe(to);
	});

	it('works on the day a moved holiday left behind', () => {
		expect(isWorkingDay('2020-05-04')).toBe(true);
		expect(isWorkingDay('2022-05-30')).toBe(true);
	});

	it('n = 0 keeps a working day and moves on from any other', () => {
		expect(addWorkingDays('2026-06-02', 0)).toBe('2026-06-02');
		expect(addWorkingDays('2021-12-25', 0)).toBe('2021-12-29');
	});

	it('never lands on a weekend or a bank holiday', () => {
		fc.assert(
			fc.property(anyDay, fc.integer({ min: -30, max: 30 }), (day, n) => {
				const landed = addWorkingDays(day, n);
				expect(weekdayOf(landed)).toBeLessThan(6);
				expect(holidays.has(landed)).toBe(false);
			})
		);
	});

	it('later in, later out; more days, later still', () => {
		fc.assert(
			fc.property(anyDay, anyDay, someDays, (a, b, n) => {
				const [early, late] = a < b ? [a, b] : [b, a];
				expect(addWorkingDays(early, n) <= addWorkingDays(late, n)).toBe(true);
				expect(addWorkingDays(early, n) < addWorkingDays(early, n + 1)).toBe(true);
			})
		);
	});

	it('counting undoes adding, and going back undoes going forward', () => {
		fc.assert(
			fc.property(anyDay, someDays, (day, n) => {
				expect(workingDaysBetween(day, addWorkingDays(day, n))).toBe(n);
				expect(workingDaysBetween(day, addWorkingDays(day, -n))).toBe(-n);
				const start = addWorkingDays(day, 0);
				expect(addWorkingDays(addWorkingDays(start, n), -n)).toBe(start);
			})
		);
	});

	it('outside the table it says so and never guesses', () => {
		expect(() => isWorkingDay('2018-12-31')).toThrow(OutsideHolidayTable);
		expect(() => addWorkingDays('2028-12-29', 1)).toThrow(/2029-01-01.*2019-01-01 to 2028-12-31/);
		expect(() => addWorkingDays('2026-06-02', 1.5)).toThrow(RangeError);
	});
});
