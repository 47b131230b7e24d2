import type { NoticeKind } from './notice.ts';

/** After so many tries in vain a notice is dead: a worker looks at it. */
export const mostTries = 8;
/** A notice that is critical for court is repeated so often at most; then a worker calls (P22). */
export const mostRepeats = 2;
const first = 30_000;
const longest = 6 * 3_600_000;

/**
 * Milliseconds until a failed notice is tried again: twice as long each time, six hours at most, and somewhere in the upper half of that, so that a provider that comes back is not met
 * by all at once. `tries` counts from 1; `random` is in [0, 1). Null: no more tries.
 */
export function waitAfter(tries: number, random: number): number | null {
	if (tries >= mostTries) return null;
	const full = Math.min(longest, first * 2 ** (tries - 1));
	return Math.round(full / 2 + (random * full) / 2);
}

/** What follows a notice that was sent: another one, a worker's call, or nothing. `repeat` 0 is the first. */
export function afterSent(kind: NoticeKind, repeat: number): 'repeat' | 'call' | 'nothing' {
	if (kind !== 'court_critical') return 'nothing';
	return repeat < mostRepeats ? 'repeat' : 'call';
}
