import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepListening, type Listening } from './listen.ts';

const times = { first: 100, longest: 400, beat: 1000 };

describe('R-03 one connection that listens', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('is made again when it ends, later each time, says what may have been missed, and stops for good', async () => {
		const opened: number[] = [];
		let [gaps, isAway] = [0, false];
		let gone = () => {};
		const open = async (over: () => void): Promise<Listening> => {
			opened.push(Date.now());
			gone = over;
			if (!isAway) return { beat: async () => {}, end: () => {} };
			over();
			throw new Error('away');
		};
		const stop = keepListening(open, () => gaps++, times);
		await vi.advanceTimersByTimeAsync(10);
		expect([opened.length, gaps]).toEqual([1, 0]);
		isAway = true;
		gone();
		await vi.advanceTimersByTimeAsync(1500);
		const waits = opened.map((at, n) => at - (opened[n - 1] ?? at)).slice(2);
		expect(waits).toEqual([...waits].sort((a, b) => a - b));
		expect(Math.max(...waits)).toBeLessThanOrEqual(times.longest);
		expect(gaps).toBe(0);
		isAway = false;
		await vi.advanceTimersByTimeAsync(500);
		expect(gaps).toBe(1);
		await stop();
		const count = opened.length;
		gone();
		await vi.advanceTimersByTimeAsync(5000);
		expect(opened.length).toBe(count);
	});
});
