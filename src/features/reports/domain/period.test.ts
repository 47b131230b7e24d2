import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayOfNumber } from '#shared/london.ts';
import { periodOf, periods } from './period.ts';

it.each([
	['this_quarter', '2026-06-22', '2026-04-01', '2026-07-01'],
	['last_quarter', '2026-01-31', '2025-10-01', '2026-01-01'],
	['this_year', '2026-03-31', '2025-04-01', '2026-04-01'],
	['this_year', '2026-04-01', '2026-04-01', '2027-04-01'],
	['last_year', '2026-06-22', '2025-04-01', '2026-04-01']
] as const)('T26 %s on %s is from %s to before %s', (name, today, from, to) => expect(periodOf(name, today)).toEqual({ from, to }));

it('T26 today lies in this period and the last one ends where it begins', () => {
	fc.assert(
		fc.property(fc.integer({ min: 18_000, max: 25_000 }).map(dayOfNumber), (today) => {
			for (const name of periods.filter((each) => each.startsWith('this'))) {
				const period = periodOf(name, today);
				expect(period.from <= today && today < period.to).toBe(true);
				expect(periodOf(name === 'this_year' ? 'last_year' : 'last_quarter', today).to).toBe(period.from);
			}
		})
	);
});
