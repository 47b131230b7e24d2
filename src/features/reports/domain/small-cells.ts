/** A count under this is not shown: of few people, who is meant can be guessed (T26). Nobody at all may be said. */
export const fewest = 5;

const isSmall = (count: number): boolean => count > 0 && count < fewest;

/** A number to show; null: hidden, because it is of fewer than five, or would say what another hidden one is. */
export type Cell = number | null;

/** One count by itself: hidden from 1 to 4. */
export const cellOf = (count: number): Cell => (isSmall(count) ? null : count);

/**
 * The parts of a whole that is shown beside them (T26). Parts of 1 to 4 are hidden; where only one would be, or where all hidden ones together are fewer than five, the
 * smallest of the rest goes too, because the whole less the shown ones would say it. Of a whole under five every part is hidden but the empty ones of an empty whole.
 * @returns a cell for each part, in the same order
 */
export function partsOf(counts: readonly number[]): Cell[] {
	const whole = counts.reduce((sum, count) => sum + count, 0);
	if (whole === 0) return [...counts];
	if (isSmall(whole)) return counts.map(() => null);
	const hidden = new Set(counts.keys().filter((at) => isSmall(counts[at] ?? 0)));
	const rest = [...counts.keys()].filter((at) => !hidden.has(at)).sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0));
	const sum = () => [...hidden].reduce((all, at) => all + (counts[at] ?? 0), 0);
	while (hidden.size > 0 && (hidden.size < 2 || sum() < fewest)) {
		const next = rest.shift();
		if (next === undefined) break;
		hidden.add(next);
	}
	return counts.map((count, at) => (hidden.has(at) ? null : count));
}
