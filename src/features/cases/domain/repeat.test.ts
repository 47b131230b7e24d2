import { describe, expect, it } from 'vitest';
import { isRepeat } from './repeat.ts';

const on = (day: string, role = 'victim') => ({ madeAt: new Date(`${day}T12:00:00Z`), role });

describe('T34 the repeat flag', () => {
	it('is raised by two cases within 12 months, in whatever order they are given', () => {
		expect(isRepeat([on('2026-06-02'), on('2025-06-02')])).toBe(true);
		expect(isRepeat([on('2025-06-02'), on('2026-06-02')])).toBe(true);
	});
	it('is not raised by two cases further apart, by one case, or by what somebody only saw', () => {
		expect(isRepeat([on('2025-06-01'), on('2026-06-02')])).toBe(false);
		expect(isRepeat([on('2026-06-02')])).toBe(false);
		expect(isRepeat([on('2026-06-02'), on('2026-05-01', 'witness')])).toBe(false);
	});
	it('looks at neighbours, not only at the first and the last', () => {
		expect(isRepeat([on('2020-01-01'), on('2025-12-01'), on('2026-01-01')])).toBe(true);
	});
});
