import { TooBusy } from '#shared/faults.ts';

/**
 * Lets `atOnce` pieces of work run and `waiting` more wait, in order; the next is refused with {@link TooBusy}. Each hash takes 19 MiB and a thread:
 * without a bound, a flood of sign-ins takes the pages of everyone else with it (accounts §2.1, performance target 18).
 */
export function createGate(atOnce: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
	const queue: (() => void)[] = [];
	let running = 0;
	const enter = (): Promise<void> => {
		if (running < atOnce) {
			running++;
			return Promise.resolve();
		}
		if (queue.length >= waiting) return Promise.reject(new TooBusy());
		return new Promise((letIn) => queue.push(letIn));
	};
	const leave = () => {
		// The place is handed on, not freed: a newcomer must not slip in before those who wait.
		const next = queue.shift();
		if (next) next();
		else running--;
	};
	return async (work) => {
		await enter();
		try {
			return await work();
		} finally {
			leave();
		}
	};
}
