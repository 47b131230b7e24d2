import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, fewest, partsOf } from './small-cells.ts';

const counts = fc.array(fc.nat(30), { minLength: 1, maxLength: 8 });
const whole = (parts: readonly number[]) => parts.reduce((sum, part) => sum + part, 0);

describe('T26 what is of fewer than five is not shown', () => {
	it.each([
		[0, 0],
		[1, null],
		[4, null],
		[5, 5]
	])('%i is shown as %o', (count, cell) => expect(cellOf(count)).toBe(cell));

	it.each([
		['nothing small', [7, 9, 0], [7, 9, 0]],
		['one small: the next smallest goes too', [2, 9, 30], [null, null, 30]],
		['an empty part goes along and does not help', [2, 0, 9], [null, null, null]],
		['two small that are five together', [2, 3, 30], [null, null, 30]],
		['two small that are four together', [2, 2, 8, 9], [null, null, null, 9]],
		['a small whole', [2, 0, 1], [null, null, null]],
		['an empty whole', [0, 0], [0, 0]]
	])('%s', (_, parts, cells) => expect(partsOf(parts)).toEqual(cells));

	it('never says a part of one to four, nor lets it be found from the whole and the other parts', () => {
		fc.assert(
			fc.property(counts, (parts) => {
				const cells = partsOf(parts);
				for (const cell of cells) expect(cell === null || cell === 0 || cell >= fewest).toBe(true);
				const hidden = cells.flatMap((cell, at) => (cell === null ? [parts[at] ?? 0] : []));
				if (hidden.length === 0 || whole(parts) < fewest) return;
				// What is left over is of at least five, and belongs to two parts or more.
				expect(hidden.length).toBeGreaterThan(1);
				expect(whole(hidden)).toBeGreaterThanOrEqual(fewest);
			})
		);
	});

	it('shows what it shows as it is, and everything where nothing is small', () => {
		fc.assert(
			fc.property(counts, (parts) => {
				partsOf(parts).forEach((cell, at) => expect(cell === null || cell === parts[at]).toBe(true));
				const large = parts.map((part) => part + fewest);
				expect(partsOf(large)).toEqual(large);
			})
		);
	});
});
