import type { Day } from '#shared/london.ts';
import { byText } from './order.ts';

/** What the due list needs to know of a row to put it in its place. */
export type DueItem = { id: string; danger: boolean; dueBy: Day | null; enhanced: boolean };

/**
 * The order of the due list (T5, journey 6): danger first, then by deadline, on the same day people with Enhanced Rights first, rows without a date last.
 * Equal rows stand by id, so that the list never jumps between two looks at it.
 */
export function dueOrder<T extends DueItem>(items: readonly T[]): T[] {
	return [...items].sort(
		(a, b) =>
			Number(b.danger) - Number(a.danger) || byDay(a.dueBy, b.dueBy) || Number(b.enhanced) - Number(a.enhanced) || byText(a.id, b.id)
	);
}

// '9999…' sorts after every real day.
const byDay = (a: Day | null, b: Day | null): number => byText(a ?? '9999-12-31', b ?? '9999-12-31');
