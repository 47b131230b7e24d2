import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
	dueGroups,
	dueViews,
	dueWhens,
	everything,
	filterCode,
	filterFrom,
	filterIn,
	isDueWithin,
	queryOf,
	weekEnds
} from './due-filter.ts';

const filters = fc.record({
	view: fc.constantFrom(...dueViews),
	enhanced: fc.boolean(),
	group: fc.option(fc.constantFrom(...dueGroups)),
	when: fc.option(fc.constantFrom(...dueWhens))
});

it('F73: a kept list and an address say the same filter again', () => {
	fc.assert(
		fc.property(filters, (filter) => {
			expect(filterFrom(filterCode(filter))).toEqual(filter);
			expect(filterIn(new URLSearchParams(queryOf(filter)))).toEqual(filter);
		})
	);
});

it('F73: whatever stands in a code or an address is some filter', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(filterFrom(filterCode(filterFrom(text)))).toEqual(filterFrom(text));
			expect(dueViews).toContain(filterIn(new URLSearchParams(text)).view);
		})
	);
	expect(filterFrom('')).toEqual(everything);
});

it('T5: five working days go over a weekend and a bank holiday', () => {
	// Thursday 21 May 2026; Monday 25 May is the spring bank holiday.
	expect(weekEnds('2026-05-21')).toBe('2026-05-29');
	const within = (day: string | null) => dueWhens.filter((when) => isDueWithin(day, when, '2026-05-21'));
	expect(within('2026-05-20')).toEqual(['late', 'today', 'week']);
	expect(within('2026-05-21')).toEqual(['today', 'week']);
	expect(within('2026-05-29')).toEqual(['week']);
	expect(within('2026-06-01')).toEqual([]);
	expect(within(null)).toEqual([]);
});
