/** Presses of "something is wrong here" that one house takes in a minute: more are a machine, or somebody's anger, and would bury the rest. */
export const mostPresses = 20;
const minute = 60_000;

/**
 * Counts presses by house, in memory: who pressed is not known and must not be, so there is nothing to count by but the house. A press beyond the limit is thanked and
 * not kept.
 */
export class PressLimit {
	#times = new Map<string, number[]>();

	/** @returns whether this press is kept. */
	takes(house: string, now: Date): boolean {
		// A clock that jumped back must not hold presses for ever.
		const recent = (this.#times.get(house) ?? []).filter((time) => Math.abs(now.getTime() - time) < minute);
		const isTaken = recent.length < mostPresses;
		if (isTaken) recent.push(now.getTime());
		this.#times.set(house, recent);
		return isTaken;
	}
}
