import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantAt, weekdayOf, type Weekday } from '#shared/london.ts';
import { hoursOf, isBankHoliday, openNow, otherHours, timeIn } from './hours.ts';
import type { ScheduleDoc } from './record.ts';

const weekly = (byday: string, opens_at: string, closes_at: string, more: Partial<ScheduleDoc> = {}): ScheduleDoc => ({
	id: 'x',
	freq: 'WEEKLY',
	byday,
	opens_at,
	closes_at,
	...more
});
const office = [weekly('MO,TU,WE,TH,FR', '09:00', '17:00')];
const known = { bankHolidays: 'closed' } as const;
const at = (day: string, time: string) => instantAt(day, time);

describe('hours', () => {
	it('reads the times that feeds write', () => {
		expect(['09:00', '9:00', '09:00:00', '09:00Z', '24:00', '25:00', '9', '', null].map(timeIn)).toEqual([
			'09:00',
			'09:00',
			'09:00',
			'09:00',
			'00:00',
			null,
			null,
			null,
			null
		]);
	});
	it('joins what overlaps, and leaves out hours that do not come every week', () => {
		const week = hoursOf(
			[
				weekly('MO', '09:00', '12:00'),
				weekly('MO', '11:00', '17:00'),
				weekly('1TU', '09:00', '10:00', { freq: 'MONTHLY', description: 'First Tuesday' })
			],
			'2026-06-02'
		);
		expect(week?.[1]).toEqual([{ from: '09:00', to: '17:00' }]);
		expect(week?.[2]).toEqual([]);
		expect(otherHours([weekly('MO', '9', '9', { description: 'First Tuesday' })])).toEqual(['First Tuesday']);
		expect(hoursOf([{ id: 'x', description: 'By appointment' }], '2026-06-02')).toBeNull();
		expect(hoursOf([weekly('XX', '09:00', '10:00')], '2026-06-02')).toBeNull();
	});
	it('holds only while it is valid', () => {
		const summer = [weekly('MO', '09:00', '17:00', { valid_from: '2026-06-01', valid_to: '2026-08-31' })];
		expect(hoursOf(summer, '2026-05-31')).toBeNull();
		expect(hoursOf(summer, '2026-06-01')).not.toBeNull();
		expect(hoursOf(summer, '2026-09-01')).toBeNull();
	});
	it('says until when it is open, and when it opens', () => {
		expect(openNow(office, known, at('2026-06-02', '10:00'))).toMatchObject({ state: 'open', until: '17:00' });
		expect(openNow(office, known, at('2026-06-02', '08:00'))).toMatchObject({ state: 'closed', from: '09:00' });
		expect(openNow(office, known, at('2026-06-02', '17:00'))).toMatchObject({ state: 'closed', from: null });
		expect(openNow(office, known, at('2026-06-06', '10:00'))).toMatchObject({ state: 'closed' });
		expect(openNow([], known, at('2026-06-02', '10:00'))).toMatchObject({ state: 'unknown' });
		expect(openNow(undefined, known, at('2026-06-02', '10:00'))).toMatchObject({ state: 'unknown' });
	});
	it('knows nights: a span that ends on the next day, and the whole day', () => {
		const night = [weekly('FR', '20:00', '02:00')];
		expect(openNow(night, known, at('2026-06-05', '23:00'))).toMatchObject({ state: 'open', until: '02:00' });
		expect(openNow(night, known, at('2026-06-06', '01:59'))).toMatchObject({ state: 'open', until: '02:00' });
		expect(openNow(night, known, at('2026-06-06', '02:00'))).toMatchObject({ state: 'closed' });
		expect(openNow(night, known, at('2026-06-05', '01:00'))).toMatchObject({ state: 'closed' });
		expect(openNow([weekly('', '00:00', '00:00')], known, at('2026-06-05', '03:33'))).toMatchObject({ state: 'open' });
	});
	it('does on a bank holiday what its entry says, and asks to be called where it says nothing', () => {
		const day = '2026-12-25';
		expect(isBankHoliday(day)).toBe(true);
		expect(openNow(office, { bankHolidays: 'closed' }, at(day, '10:00'))).toMatchObject({ state: 'closed', from: null });
		expect(openNow(office, { bankHolidays: 'open' }, at(day, '10:00')).state).toBe('open');
		expect(openNow(office, { bankHolidays: 'unknown' }, at(day, '10:00')).state).toBe('ask');
		expect(isBankHoliday('2099-12-25')).toBe(false);
	});
	it('goes by the clock on the wall when the clocks change', () => {
		const early = [weekly('SU', '00:30', '04:00')];
		expect(openNow(early, known, new Date('2026-03-29T02:59:00Z')).state).toBe('open');
		expect(openNow(early, known, new Date('2026-03-29T03:01:00Z')).state).toBe('closed');
		expect(openNow(early, known, new Date('2026-10-25T03:59:00Z')).state).toBe('open');
		expect(openNow(early, known, new Date('2026-10-25T04:01:00Z')).state).toBe('closed');
	});

	const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
	const clock = fc
		.integer({ min: 0, max: 1439 })
		.map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
	const schedule = fc
		.record({ days: fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 }), opens: clock, closes: clock })
		.map(({ days, opens, closes }) => weekly(days.join(','), opens, closes));

	it('is open exactly when the hours that are shown say so, on any day and minute', () => {
		fc.assert(
			fc.property(fc.array(schedule, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 700 }), clock, (schedules, n, time) => {
				const day = addDays('2026-01-01', n);
				const now = at(day, time);
				// In the hour that is left out in March the wall shows another time than was asked for.
				fc.pre(!(day === '2026-03-29' || day === '2027-03-28') || minute(time) < 60 || minute(time) >= 120);
				const week = hoursOf(schedules, day)!;
				const spans = week[weekdayOf(day)];
				const before = week[weekdayOf(addDays(day, -1)) as Weekday];
				const isHere = spans.some(
					({ from, to }) => minute(time) >= minute(from) && (minute(to) <= minute(from) || minute(time) < minute(to))
				);
				const isNight = before.some(({ from, to }) => minute(to) <= minute(from) && minute(time) < minute(to));
				expect(openNow(schedules, { bankHolidays: 'open' }, now).state).toBe(isHere || isNight ? 'open' : 'closed');
			}),
			{ numRuns: 300 }
		);
	});
	it('shows the same hours however its schedules are cut and ordered', () => {
		const isOpenAt = (schedules: ScheduleDoc[], day: Weekday, m: number) =>
			schedules.some(({ byday = '', opens_at = '', closes_at = '' }) => {
				if (!byday.split(',').includes(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][day - 1]!)) return false;
				return m >= minute(opens_at) && (minute(closes_at) <= minute(opens_at) || m < minute(closes_at));
			});
		fc.assert(
			fc.property(
				fc.array(schedule, { minLength: 1, maxLength: 4 }),
				fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
				fc.integer({ min: 0, max: 1439 }),
				(schedules, day, m) => {
					const week = hoursOf(schedules, '2026-06-02')!;
					const shown = week[day as Weekday].some(({ from, to }) => m >= minute(from) && (minute(to) <= minute(from) || m < minute(to)));
					expect(shown).toBe(isOpenAt(schedules, day as Weekday, m));
					expect(hoursOf(schedules.toReversed(), '2026-06-02')).toEqual(week);
				}
			),
			{ numRuns: 300 }
		);
	});
});
