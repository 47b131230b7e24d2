import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayNumber, daysBetween, instantAt, instantsAt, londonDay, londonTime, weekdayOf } from './london.ts';

const anyDay = fc.integer({ min: dayNumber('2019-01-01'), max: dayNumber('2028-12-31') }).map((n) => addDays('1970-01-01', n));
const anyTime = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);

describe('London time (DESIGN §3 dates)', () => {
	it('knows winter and summer', () => {
		expect(londonDay(new Date('2026-06-01T23:30:00Z'))).toBe('2026-06-02');
		expect(londonDay(new Date('2026-01-01T23:30:00Z'))).toBe('2026-01-01');
		expect(londonTime(new Date('2026-06-02T16:05:00Z'))).toEqual({ hour: 17, minute: 5, weekday: 2 });
		expect(londonTime(new Date('2026-01-01T00:00:00Z'))).toEqual({ hour: 0, minute: 0, weekday: 4 });
	});

	it('takes the moment of the jump for a time that the clocks leave out', () => {
		expect(instantsAt('2026-03-29', '01:30')).toEqual([]);
		expect(instantAt('2026-03-29', '01:30').toISOString()).toBe('2026-03-29T01:00:00.000Z');
		expect(instantAt('2026-03-29', '02:00').toISOString()).toBe('2026-03-29T01:00:00.000Z');
		expect(instantAt('2026-03-29', '00:59').toISOString()).toBe('2026-03-29T00:59:00.000Z');
	});

	it('takes the first of the two for a time that comes twice', () => {
		expect(instantsAt('2026-10-25', '01:30').map((i) => i.toISOString())).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']);
		expect(instantAt('2026-10-25', '01:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
	});

	it('there and back again, for every time that exists', () => {
		fc.assert(
			fc.property(anyDay, anyTime, (day, time) => {
				for (const instant of instantsAt(day, time)) {
					const { hour, minute, weekday } = londonTime(instant);
					expect([londonDay(instant), hour * 60 + minute, weekday]).toEqual([
						day,
						Number(time.slice(0, 2)) * 60 + Number(time.slice(3)),
						weekdayOf(day)
					]);
				}
				expect(londonDay(instantAt(day, time))).toBe(day);
			})
		);
	});

	it('adds days and months, and keeps to the end of a short month', () => {
		expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
		expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
		expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
		expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
		expect(addMonths('2026-02-28', -24)).toBe('2024-02-28');
		expect(daysBetween('2026-03-01', '2026-02-27')).toBe(-2);
		expect(weekdayOf('2026-03-29')).toBe(7);
		expect(weekdayOf('1969-12-29')).toBe(1);
	});

	it.each(['2026-02-30', '2026-13-01', '26-01-01', '', '2026-06-02T00:00'])('refuses %j as a day', (day) => {
		expect(() => weekdayOf(day)).toThrow(RangeError);
	});

	it.each(['24:00', '9:00', '09:60', ''])('refuses %j as a time', (time) => {
		expect(() => instantAt('2026-06-02', time)).toThrow(RangeError);
	});
});
