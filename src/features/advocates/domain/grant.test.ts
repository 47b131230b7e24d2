import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, londonDay } from '#shared/london.ts';
import { askAgainOn, firstState, helperKinds, isAdult, lastDay, mayParent, standingOf, wishes } from './grant.ts';

const now = new Date('2026-06-02T10:00:00Z');

describe('whom somebody lets in (P17, S-25, S-27)', () => {
	it('a parent of anybody not known to be 18 waits; so does a name that is in the case; nobody else', () => {
		for (const kind of helperKinds)
			for (const adult of [true, false, null])
				for (const isThere of [true, false])
					expect(firstState(kind, adult, isThere)).toBe(isThere || (kind === 'parent' && adult !== true) ? 'waiting' : 'live');
	});

	it('a parent is let in only with all three recorded, and never against the young person', () => {
		for (const notSuspect of [true, false])
			for (const livesApart of [true, false])
				for (const wish of wishes)
					expect(mayParent({ notSuspect, livesApart, wishes: wish })).toBe(notSuspect && livesApart && wish !== 'no');
	});

	it('a parent of a young person reads no further than the 18th birthday; nobody longer than 12 months', () => {
		expect(lastDay('parent', 12, '2008-09-10', now)).toBe('2026-09-10');
		expect(lastDay('friend', 12, '2008-09-10', now)).toBe('2027-06-02');
		expect(lastDay('parent', 6, '1990-01-01', now)).toBe('2026-12-02');
		fc.assert(
			fc.property(
				fc.constantFrom(...helperKinds),
				fc.integer({ min: 1, max: 600 }),
				fc.integer({ min: 0, max: 40 * 12 }),
				(kind, months, age) => {
					const born = addMonths(londonDay(now), -age);
					const last = lastDay(kind, months, born, now);
					expect(last <= addMonths(londonDay(now), 12)).toBe(true);
					if (kind === 'parent' && isAdult(born, londonDay(now)) === false) expect(last <= addMonths(born, 18 * 12)).toBe(true);
				}
			)
		);
	});

	it('at 16 a worker asks again, where the day falls inside', () => {
		expect(askAgainOn('parent', '2010-08-01', '2026-12-02', now)).toBe('2026-08-01');
		expect(askAgainOn('parent', '2010-08-01', '2026-07-02', now)).toBeNull();
		expect(askAgainOn('friend', '2010-08-01', '2026-12-02', now)).toBeNull();
		expect(askAgainOn('parent', '2010-06-02', '2026-12-02', now)).toBeNull();
	});

	it('ended wins over all else, and a day that is over opens nothing', () => {
		const until = new Date('2026-07-01T23:00:00Z');
		expect(standingOf({ state: 'live', until, endedAt: null }, now)).toBe('live');
		expect(standingOf({ state: 'live', until, endedAt: now }, now)).toBe('ended');
		expect(standingOf({ state: 'live', until, endedAt: null }, until)).toBe('over');
		expect(standingOf({ state: 'waiting', until, endedAt: null }, now)).toBe('waiting');
		expect(standingOf({ state: 'refused', until, endedAt: null }, until)).toBe('refused');
	});
});
