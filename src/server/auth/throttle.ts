/** Failed tries so far, and when the last one was. Kept in the database, because two servers must count together. */
export type Tries = { failures: number; lastAt: Date };

const FREE = 2;
const LONGEST = 40;
const FORGOTTEN_AFTER = 60 * 60;

/**
 * Seconds to wait after so many failures: none after the first two, then 1, 2, 4 … up to 40. It never becomes a lock-out: the person who wants to keep
 * the owner out knows the sign-in name (ASVS 6.1.1, accounts §2.1).
 */
export const delayAfter = (failures: number): number => (failures <= FREE ? 0 : Math.min(LONGEST, 2 ** Math.min(failures - FREE - 1, 10)));

/** Says whether a try may be made now, and if not, in how many whole seconds. A clock that jumped back never makes the wait longer than the delay. */
export function mayTry(tries: Tries | null, now: Date): { may: true } | { may: false; waitSeconds: number } {
	if (!tries) return { may: true };
	const delay = delayAfter(tries.failures);
	const passed = Math.max(0, (now.getTime() - tries.lastAt.getTime()) / 1000);
	return passed >= delay ? { may: true } : { may: false, waitSeconds: Math.ceil(delay - passed) };
}

/** The count after one more failure. An hour without a failure starts afresh. A try that was refused for waiting is no failure: it must not lengthen the wait. */
export function afterFailure(tries: Tries | null, now: Date): Tries {
	const old = !tries || now.getTime() - tries.lastAt.getTime() >= FORGOTTEN_AFTER * 1000;
	return { failures: old ? 1 : tries.failures + 1, lastAt: now };
}

/**
 * Which count slows this try. A device that signed in to this account before has a count of its own, so that someone else's endless tries on the account
 * never make its owner wait (6.1.1). Everyone else shares the account's count.
 */
export const triesThatCount = (from: { account: Tries | null; device: Tries | null; isKnownDevice: boolean }): Tries | null =>
	from.isKnownDevice ? from.device : from.account;
