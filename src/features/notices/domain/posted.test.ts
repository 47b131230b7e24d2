import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '#shared/london.ts';
import { workingDaysBetween } from '#shared/working-days.ts';
import { mostDaysBack, postingDays } from './posted.ts';

it('P9 a letter was posted today or some days back: over Easter that is a week and more', () => {
	expect(postingDays('2026-06-24', '2026-06-24')).toEqual(['2026-06-24']);
	expect(postingDays('2026-06-24', '2026-06-22')).toEqual(['2026-06-24', '2026-06-23', '2026-06-22']);
	expect(postingDays('2026-04-07', '2026-01-01').at(-1)).toBe('2026-03-27');
});

it('P9 never in the future, never before it was there, never further back than five working days, and never no day at all', () => {
	const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2025-06-01', n));
	fc.assert(
		fc.property(day, fc.integer({ min: -3, max: 40 }), (today, back) => {
			const since = addDays(today, -back);
			const days = postingDays(today, since);
			expect(days[0]).toBe(today);
			expect([...days].sort().reverse()).toEqual(days);
			for (const one of days.slice(1)) {
				expect(one >= since && one < today).toBe(true);
				expect(workingDaysBetween(one, today)).toBeLessThanOrEqual(mostDaysBack);
			}
		})
	);
});
