import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLive, left, lockMinutes, opened, takenOver, toldAtSave, type Lock } from './lock.ts';

const start = new Date('2026-06-10T10:00:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const [jo, ali] = ['jo', 'ali'];

describe('who is on a case (journey 6)', () => {
	it('is whoever opened a form first, for twenty minutes, and longer while they work', () => {
		const hers = opened(null, jo, 'telling', start);
		expect(opened(hers, ali, 'event', after(5))).toBe(hers);
		expect(opened(hers, jo, 'event', after(15))).toMatchObject({ workerId: jo, what: 'event', since: start, until: after(35) });
		expect(opened(hers, ali, 'event', after(lockMinutes))).toMatchObject({ workerId: ali, since: after(20), takenFrom: null });
	});

	it('passes to whoever takes it, and the first one is told when they save, also where the second has saved meanwhile', () => {
		const taken = takenOver(opened(null, ali, 'telling', start), jo, 'telling', after(14));
		expect(taken).toMatchObject({ workerId: jo, takenFrom: ali, since: after(14) });
		expect(toldAtSave(taken, ali, after(15))).toBe('taken');
		expect(toldAtSave(taken, jo, after(15))).toBe('nothing');
		expect(toldAtSave(left(taken, jo, after(16)), ali, after(17))).toBe('taken');
		expect(toldAtSave(left(taken, jo, after(16)), ali, after(40))).toBe('nothing');
		expect(toldAtSave(opened(null, jo, 'event', start), ali, after(1))).toBe('other');
	});

	type Step = { who: string; does: 'open' | 'take' | 'save' | 'leave'; minutes: number };
	const steps = fc.array(
		fc.record<Step>({
			who: fc.constantFrom('a', 'b', 'c'),
			does: fc.constantFrom('open', 'take', 'save', 'leave'),
			minutes: fc.integer({ min: 0, max: 30 })
		}),
		{ maxLength: 30 }
	);

	it('whatever three workers do: one is on it at most, never for longer than twenty minutes, and nobody loses it without being told', () => {
		fc.assert(
			fc.property(steps, (all) => {
				let [lock, now]: [Lock | null, Date] = [null, start];
				/** Who was put off, and by whom: told until the lock would have ended. */
				for (const { who, does, minutes } of all) {
					now = new Date(now.getTime() + minutes * 60_000);
					const before: Lock | null = lock;
					if (does === 'open') lock = opened(lock, who, 'telling', now);
					if (does === 'take') lock = takenOver(lock, who, 'telling', now);
					if (does === 'leave' || (does === 'save' && toldAtSave(lock, who, now) === 'nothing')) lock = left(lock, who, now);
					if (!lock) continue;
					expect(lock.until.getTime() - now.getTime()).toBeLessThanOrEqual(lockMinutes * 60_000);
					expect(lock.takenFrom).not.toBe(lock.workerId);
					if (isLive(before, now) && before.workerId !== lock.workerId) {
						expect(does).toBe('take');
						expect(toldAtSave(lock, before.workerId, now)).toBe('taken');
					}
					if (does === 'open' || does === 'take') expect(isLive(lock, now)).toBe(true);
					// Whoever is on it may always save.
					expect(toldAtSave(lock, lock.workerId, now)).toBe('nothing');
				}
			})
		);
	});
});
