import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costsOf, longestAway, wrongWith, type Rates } from './court-day.ts';
import courtList from './courts.json' with { type: 'json' };
import places from './court-places.json' with { type: 'json' };

const rates: Rates = {
	shortHours: 5,
	longHours: 10,
	foodShort: 2.25,
	foodLong: 4.5,
	foodDay: 9.75,
	nightCity: 95,
	night: 65,
	nightFood: 21,
	nightSmall: 5,
	childDay: 67
};
const none = { hours: 0, nights: 0, isCity: false, childDays: 0, fares: 0 };

describe('what a day at court may cost', () => {
	it.each([
		[{ ...none }, 0],
		[{ ...none, hours: 5 }, 2.25],
		[{ ...none, hours: 5.5 }, 4.5],
		[{ ...none, hours: 10 }, 4.5],
		[{ ...none, hours: 11 }, 9.75],
		[{ ...none, nights: 1 }, 91],
		[{ ...none, nights: 2, isCity: true }, 242],
		[{ hours: 8, nights: 0, isCity: false, childDays: 1, fares: 12.4 }, 83.9]
	])('%j comes to %d pounds at most', (away, all) => {
		expect(costsOf(away, rates).all).toBe(all);
	});

	it('is the sum of its parts, never less for more, to the penny', () => {
		const away = fc.record({
			hours: fc.double({ min: 0, max: 24, noNaN: true }),
			nights: fc.nat(14),
			isCity: fc.boolean(),
			childDays: fc.nat(14),
			fares: fc.nat(50_000).map((pence) => pence / 100)
		});
		fc.assert(
			fc.property(away, fc.nat(5), (said, more) => {
				const { all, ...parts } = costsOf(said, rates);
				expect(all).toBeCloseTo(parts.food + parts.nights + parts.child + parts.fares, 6);
				expect(Math.abs(all * 100 - Math.round(all * 100))).toBeLessThan(1e-6);
				expect(costsOf({ ...said, nights: said.nights + more }, rates).all).toBeGreaterThanOrEqual(all);
			})
		);
	});
});

describe('days on which somebody cannot come', () => {
	it.each([
		['2026-06-10', '2026-06-10', null],
		['2026-06-01', '2026-06-10', null],
		['2026-06-12', '2026-06-11', 'order'],
		['2026-06-01', '2026-06-09', 'past'],
		['2026-07-01', '2026-10-01', 'long']
	])('%s to %s: %s', (from, to, wrong) => {
		expect(wrongWith({ from, to } as never, '2026-06-10' as never)).toBe(wrong);
	});

	it('are never kept in the wrong order nor for longer than a season', () => {
		const day = fc
			.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
			.map((at) => at.toISOString().slice(0, 10));
		fc.assert(
			fc.property(day, day, (from, to) => {
				if (wrongWith({ from, to } as never, '2026-01-01' as never) !== null) return;
				expect(to >= from).toBe(true);
				expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBeLessThan(longestAway);
			})
		);
	});
});

describe('what courts said about their buildings in 2021', () => {
	it('stands for each court of the list, with a postcode and no telephone number or address of staff', () => {
		expect(places.courts.map(({ name }) => name).sort()).toEqual([...courtList.courts].sort());
		expect(places.courts.filter(({ postcode }) => !/^[A-Z]{1,2}\d/.test(postcode)).map(({ name }) => name)).toEqual([]);
		const texts = places.courts.flatMap(({ has }) => has.flatMap((one) => [one.en, 'cy' in one ? one.cy : '']));
		expect(texts.filter((text) => /[<>@]|&\w+;|\d{5}|victim/i.test(text ?? ''))).toEqual([]);
	});
});
