import fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterFailure, delayAfter, mayTry, triesThatCount } from './throttle.ts';
import type { Tries } from './throttle.ts';

const now = new Date('2026-03-02T10:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

it('waits longer with each failure, and never longer than 40 seconds', () => {
	expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 50, 1e9].map(delayAfter)).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 40, 40, 40]);
});

it('says how long to wait, and lets the try through after it', () => {
	const tries = { failures: 6, lastAt: now };
	expect(mayTry(null, now)).toEqual({ may: true });
	expect(mayTry(tries, now)).toEqual({ may: false, waitSeconds: 8 });
	expect(mayTry(tries, later(7.5))).toEqual({ may: false, waitSeconds: 1 });
	expect(mayTry(tries, later(8))).toEqual({ may: true });
});

it('6.1.1 however often and whenever others failed, the owner waits at most 40 seconds; R-10 also when the clock jumped', () => {
	const failures = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { maxLength: 60 });
	fc.assert(
		fc.property(failures, (times) => {
			const tries = times.reduce<Tries | null>((state, seconds) => afterFailure(state, later(seconds)), null);
			const asked = mayTry(tries, now);
			if (asked.may) return true;
			const from = tries!.lastAt > now ? tries!.lastAt : now;
			return asked.waitSeconds <= 40 && mayTry(tries, new Date(from.getTime() + 40_000)).may;
		})
	);
});

it('starts afresh after an hour without a failure', () => {
	expect(afterFailure({ failures: 9, lastAt: now }, later(3599)).failures).toBe(10);
	expect(afterFailure({ failures: 9, lastAt: now }, later(3600)).failures).toBe(1);
});

it('6.1.1 a device that signed in before is not slowed by strangers', () => {
	const account = { failures: 30, lastAt: now };
	expect(mayTry(triesThatCount({ account, device: null, isKnownDevice: true }), now).may).toBe(true);
	expect(mayTry(triesThatCount({ account, device: null, isKnownDevice: false }), now).may).toBe(false);
	expect(mayTry(triesThatCount({ account: null, device: account, isKnownDevice: true }), now).may).toBe(false);
});
