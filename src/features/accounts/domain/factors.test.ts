import { expect, it } from 'vitest';
import { isNewFactor, mayRemove } from './factors.ts';

const made = new Date('2026-06-02T10:00:00Z');

it('a way in is new for exactly a day', () => {
	expect(isNewFactor(made, made)).toBe(true);
	expect(isNewFactor(made, new Date('2026-06-03T09:59:59Z'))).toBe(true);
	expect(isNewFactor(made, new Date('2026-06-03T10:00:00Z'))).toBe(false);
});

it.each([
	['person', 1, true],
	['person', 2, true],
	['worker', 1, false],
	['worker', 2, true],
	['agency', 1, false],
	['agency', 2, true]
] as const)('P7 a %s with %i may take one away: %s', (kind, factors, may) => {
	expect(mayRemove(kind, factors)).toBe(may);
});
