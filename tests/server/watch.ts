import { expect } from 'vitest';
import type { House } from './house.ts';

type Watch = {
	/** Runs what must change nothing but, where it is said, these tables. */
	unchanged(who: string, run: () => Promise<unknown>, but?: readonly string[]): Promise<void>;
};

/**
 * Watches the database while nothing may change in it. What was there after one look is what was there before the next, so each look is taken once. `without`: tables that are written
 * by who looks in between.
 */
export function watching(given: () => { house: House }, without: readonly string[]): Watch {
	let last: Record<string, string> | undefined;
	return {
		async unchanged(who, run, but = []) {
			const before = last ?? (await given().house.print(without));
			// Where this fails half-way, the next one begins with a look of its own.
			last = undefined;
			await run();
			last = await given().house.print(without);
			const kept = (print: Record<string, string>) => Object.entries(print).filter(([table]) => !but.includes(table));
			expect(kept(last), `${who} changed something`).toEqual(kept(before));
		}
	};
}

/** A few at a time, where the order does not matter. */
export async function pooled<One>(all: readonly One[], run: (one: One) => Promise<unknown>, atOnce = 5): Promise<void> {
	const left = [...all];
	const next = async (): Promise<void> => {
		for (let one = left.shift(); one !== undefined; one = left.shift()) await run(one);
	};
	await Promise.all(Array.from({ length: atOnce }, next));
}
