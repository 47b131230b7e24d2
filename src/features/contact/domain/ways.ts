import type { TryOutcome } from '#features/cases/domain/event.ts';
import { wayKinds, type Preference, type Way } from './preference.ts';

/** Everything that stops a way for good: marked unsafe (P2: nobody can override it) or paused (P9). */
export const isShut = (way: Way): boolean => way.safe === 'unsafe' || way.paused;

/** A way the person said is safe, that was checked, and is not paused (P2, P6, P9). */
export const isSafe = (way: Way): boolean => way.safe === 'safe' && way.checked && !way.paused;

/** A number we have but nobody asked the person about: a worker may call it with care, nothing else (P2). */
export const isUnaskedPhone = (way: Way): boolean => way.kind === 'phone' && way.safe === 'unknown' && !way.paused;

/** Ways in the order in which we try them: a voice first, a letter last. */
export const inTryOrder = (ways: readonly Way[]): Way[] => [...ways].sort((a, b) => wayKinds.indexOf(a.kind) - wayKinds.indexOf(b.kind));

/** How one attempt went (P9), and over which way. */
export type Try = { wayId: string; outcome: TryOutcome; at: string };

const triesPerWay = 3;
const pausing: readonly TryOutcome[] = ['someone_else', 'wrong_number'];

/** `ways` in the order to try them now; none left: a supervisor decides. `paused`: ways that the tries themselves shut. */
export type Ranked = { ways: Way[]; supervisor: boolean; paused: string[] };

/**
 * Which way comes next (P9): safe ways only, a letter only where post is safe. After three tries in vain on a way the next safe way, then a supervisor.
 * "Someone else answered" and "wrong number" shut that way at once. Being told starts the count anew.
 */
export function rankWays(preference: Preference, tries: readonly Try[]): Ranked {
	const sorted = [...tries].sort((a, b) => (a.at < b.at ? -1 : 1));
	const lastTold = sorted.findLastIndex((one) => one.outcome === 'told');
	const paused = [...new Set(tries.filter((one) => pausing.includes(one.outcome)).map((one) => one.wayId))];
	const inVain = (way: Way) => sorted.slice(lastTold + 1).filter((one) => one.wayId === way.id).length;
	const mayUse = (way: Way) => isSafe(way) || (preference.mayContact === 'unasked' && isUnaskedPhone(way));
	const none = preference.died || preference.mayContact === 'no_look_here' || preference.mayContact === 'no_i_call';
	const ways = none
		? []
		: inTryOrder(preference.ways.filter((way) => mayUse(way) && !paused.includes(way.id) && inVain(way) < triesPerWay));
	return { ways, supervisor: ways.length === 0 && !preference.died, paused };
}
