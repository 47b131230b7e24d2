import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, instantAt, londonDay } from './london.ts';
import { closedSoon, hoursOn, inTouchBy, isOpenAt, nextOpenAt, onWeekdays, stretchesOf, type Office } from './office.ts';

const at = (instant: string) => new Date(instant);
const usual = onWeekdays('09:00', '17:00');
/** Late on Thursdays, Saturday mornings, shut on Mondays; a training day on Wednesday 10 June 2026. */
const uneven: Office = {
	week: [
		null,
		{ from: '09:00', to: '17:00' },
		{ from: '09:00', to: '17:00' },
		{ from: '12:00', to: '20:00' },
		{ from: '09:00', to: '16:00' },
		{ from: '10:00', to: '13:00' },
		null
	],
	closed: ['2026-06-10']
};

describe('the hours of a day (F84, P8)', () => {
	it('F84 goes by the day of the week, the closed days of the hub and the bank holidays', () => {
		expect(hoursOn(uneven, '2026-06-08')).toBeNull();
		expect(hoursOn(uneven, '2026-06-11')).toEqual({ from: '12:00', to: '20:00' });
		expect(hoursOn(uneven, '2026-06-13')).toEqual({ from: '10:00', to: '13:00' });
		expect(hoursOn(uneven, '2026-06-10')).toBeNull();
		// Good Friday; Boxing Day on a Saturday, which the table gives on the Monday.
		expect(hoursOn(uneven, '2026-04-03')).toBeNull();
		expect(hoursOn(uneven, '2026-12-26')).toBeNull();
	});
	it('F84 is open from the first minute, and shut from the last', () => {
		expect(isOpenAt(uneven, at('2026-06-11T10:59:00Z'))).toBe(false);
		expect(isOpenAt(uneven, at('2026-06-11T11:00:00Z'))).toBe(true);
		expect(isOpenAt(uneven, at('2026-06-11T19:00:00Z'))).toBe(false);
		expect(nextOpenAt(uneven, at('2026-06-13T12:00:00Z'))).toEqual(at('2026-06-16T08:00:00Z'));
		expect(nextOpenAt({ week: Array(7).fill(null), closed: [] }, at('2026-06-13T12:00:00Z'))).toBeNull();
	});
	it('F84 days in a row with the same hours are said together', () => {
		expect(stretchesOf(usual)).toEqual([{ first: 1, last: 5, from: '09:00', to: '17:00' }]);
		expect(stretchesOf(uneven).map(({ first, last }) => [first, last])).toEqual([
			[2, 3],
			[4, 4],
			[5, 5],
			[6, 6]
		]);
	});
	it('F84 a closed day is said two weeks ahead, and no more when it is over', () => {
		expect(closedSoon(uneven, '2026-05-26')).toEqual([]);
		expect(closedSoon(uneven, '2026-05-27')).toEqual(['2026-06-10']);
		expect(closedSoon(uneven, '2026-06-11')).toEqual([]);
	});
});

describe('by when we are in touch, by the hours of each day (P14, F84)', () => {
	it('P14 passes over shut days, and ends when that day ends', () => {
		// Tuesday 9 June, morning: read today; Wednesday is a training day, so Thursday evening.
		expect(inTouchBy(at('2026-06-09T09:00:00Z'), uneven, false)).toEqual(at('2026-06-11T19:00:00Z'));
		expect(inTouchBy(at('2026-06-09T09:00:00Z'), uneven, true)).toEqual(at('2026-06-09T16:00:00Z'));
		// Saturday, after one: read on Tuesday.
		expect(inTouchBy(at('2026-06-13T12:00:00Z'), uneven, true)).toEqual(at('2026-06-16T16:00:00Z'));
	});

	const minutes = fc.integer({ min: 0, max: 22 * 60 }).chain((from) =>
		fc.integer({ min: from + 1, max: 23 * 60 + 59 }).map((to) => {
			const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
			return { from: clock(from), to: clock(to) };
		})
	);
	const offices = fc
		.record({
			week: fc.array(fc.option(minutes), { minLength: 7, maxLength: 7 }).filter((week) => week.some((span) => span !== null)),
			ahead: fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 60 })
		})
		.map(({ week, ahead }): Office => ({ week, closed: ahead.map((days) => addDays('2025-01-01', days)) }));
	const instants = fc.date({ min: at('2025-01-01T00:00:00Z'), max: at('2027-06-01T00:00:00Z'), noInvalidDate: true });

	it('P14 is never now or earlier, always the end of an office day, never later for who is urgent', () => {
		fc.assert(
			fc.property(offices, instants, (office, now) => {
				const [urgent, other] = [inTouchBy(now, office, true), inTouchBy(now, office, false)];
				expect(urgent.getTime()).toBeGreaterThan(now.getTime());
				expect(other.getTime()).toBeGreaterThan(urgent.getTime());
				for (const by of [urgent, other]) {
					const day = londonDay(by);
					const span = hoursOn(office, day);
					expect(span).not.toBeNull();
					expect(isOpenAt(office, new Date(by.getTime() - 60_000)) || instantAt(day, span?.from ?? '') >= by).toBe(true);
					expect(isOpenAt(office, by)).toBe(false);
				}
			})
		);
	});
	it('P14 who writes later is never promised sooner', () => {
		fc.assert(
			fc.property(offices, instants, instants, fc.boolean(), (office, one, two, isUrgent) => {
				const [sooner, later] = one < two ? [one, two] : [two, one];
				expect(inTouchBy(sooner, office, isUrgent).getTime()).toBeLessThanOrEqual(inTouchBy(later, office, isUrgent).getTime());
			})
		);
	});
	it('F84 when somebody is there next is open, and nothing between is', () => {
		fc.assert(
			fc.property(offices, instants, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (office, now, share) => {
				const next = nextOpenAt(office, now);
				if (!next || next <= now) {
					expect(isOpenAt(office, now)).toBe(next !== null);
					return;
				}
				expect(isOpenAt(office, next)).toBe(true);
				const between = new Date(now.getTime() + Math.floor(share * (next.getTime() - now.getTime())));
				expect(isOpenAt(office, between)).toBe(false);
			})
		);
	});
});
