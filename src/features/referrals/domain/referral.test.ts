import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/london.ts';
import { after, isExpired, isLate, isOpenState, moves, nextWordBy, states, type Move, type Mover, type State } from './referral.ts';

const movers: readonly Mover[] = ['person', 'hub', 'agency', 'job'];
const allowed: readonly (readonly [State, Move, Mover, State])[] = [
	['draft', 'send', 'person', 'sent'],
	['draft', 'send', 'hub', 'sent'],
	['sent', 'receive', 'agency', 'received'],
	['sent', 'accept', 'agency', 'accepted'],
	['received', 'accept', 'agency', 'accepted'],
	['sent', 'decline', 'agency', 'declined'],
	['received', 'decline', 'agency', 'declined'],
	['accepted', 'start', 'agency', 'active'],
	['active', 'update', 'agency', 'active'],
	['accepted', 'return', 'agency', 'returned'],
	['active', 'return', 'agency', 'returned'],
	['active', 'close', 'agency', 'closed'],
	...(['draft', 'sent', 'received', 'accepted', 'active'] as const).flatMap((from) => [
		[from, 'withdraw', 'person', 'withdrawn'] as const,
		[from, 'withdraw', 'hub', 'withdrawn'] as const,
		[from, 'expire', 'job', 'expired'] as const
	]),
	['closed', 'reopen', 'person', 'sent']
];

describe('the way of a request for help (DESIGN §7)', () => {
	for (const state of states)
		for (const move of moves)
			for (const mover of movers) {
				const found = allowed.find(([from, does, who]) => from === state && does === move && who === mover);
				it(`${mover} ${found ? 'may' : 'may not'} ${move} from ${state}`, () => expect(after(state, move, mover)).toBe(found?.[3] ?? null));
			}
	it('T25 nobody but the person opens what is closed again, and nothing else comes back', () => {
		const ended = states.filter((state) => state !== 'draft' && !isOpenState(state));
		const back = ended.flatMap((state) =>
			moves.flatMap((move) => movers.filter((mover) => after(state, move, mover)).map((mover) => [state, move, mover]))
		);
		expect(back).toEqual([['closed', 'reopen', 'person']]);
	});
	it('P21 waits two working days for a yes or no, five for the first contact, ten for a word; weekends and bank holidays do not count', () => {
		const friday = new Date('2026-05-22T09:00:00Z');
		expect(nextWordBy('sent', friday)).toBe('2026-05-27');
		expect(nextWordBy('accepted', friday)).toBe('2026-06-01');
		expect(nextWordBy('active', friday)).toBe('2026-06-08');
		expect(isLate('sent', friday, new Date('2026-05-27T22:59:00Z'))).toBe(false);
		expect(isLate('sent', friday, new Date('2026-05-27T23:00:00Z'))).toBe(true);
	});
	it('T19 nobody waits for an agency where it has nothing to do; a hub that waits longer is told later', () => {
		const at = new Date('2026-05-22T09:00:00Z');
		for (const state of states.filter((one) => !isOpenState(one))) expect(nextWordBy(state, at)).toBeNull();
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (one, more) => {
				const waits = (n: number) => ({ acknowledge: n, firstContact: n, update: n });
				expect((nextWordBy('sent', at, waits(one)) ?? '') < (nextWordBy('sent', at, waits(one + more)) ?? '')).toBe(true);
			})
		);
	});
	it('P16 ends by itself when nobody answers or the agreement is over, never while help goes on', () => {
		const at = new Date('2026-05-22T09:00:00Z');
		const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
		expect(isExpired('draft', at, null, later(28))).toBe(false);
		expect(isExpired('draft', at, null, later(29))).toBe(true);
		expect(isExpired('sent', at, '2027-05-22', later(29))).toBe(true);
		expect(isExpired('active', at, '2027-05-22', later(100))).toBe(false);
		expect(isExpired('active', at, addDays('2026-05-22', 10), later(11))).toBe(true);
		expect(isExpired('closed', at, '2026-05-22', later(900))).toBe(false);
	});
});
