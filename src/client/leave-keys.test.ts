import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memory, none, press, type Presses, type Stroke } from './leave-keys.ts';

type Key = Omit<Stroke, 'at'>;
const down = (key: string): Key => ({ key, isDown: true });
const up = (key: string): Key => ({ key, isDown: false });
const shift = [down('Shift'), up('Shift')];

const letter = fc.constantFrom(...'aBéłش9?', 'Enter', 'Pointer', 'Tab');
const pause = fc.integer({ min: 0, max: 2000 });

/** One stretch of writing: letters alone, or with Shift held over at least one of them. A letter may come up before or after Shift does, and Shift may repeat. */
const stretch = fc.oneof(
	fc.array(letter, { minLength: 1, maxLength: 6 }).map((keys) => keys.flatMap((key) => [down(key), up(key)])),
	fc.tuple(fc.array(letter, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.nat(3)).map(([keys, shiftEndsFirst, repeats]) => {
		const last = keys.at(-1) ?? '';
		const body = keys.flatMap((key) => [down(key), ...(key === last ? [] : [up(key)])]);
		const end = shiftEndsFirst ? [up('Shift'), up(last)] : [up(last), up('Shift')];
		return [down('Shift'), ...Array.from({ length: repeats }, () => down('Shift')), ...body, ...end];
	})
);
const writing = fc.array(stretch, { maxLength: 40 }).map((parts) => parts.flat());

const play = (
	keys: readonly Key[],
	pauses: readonly number[],
	from: Presses = none,
	start = 0
): { most: number; end: Presses; at: number } => {
	let [state, at, most] = [from, start, from.count];
	keys.forEach((key, place) => {
		at += pauses[place % Math.max(1, pauses.length)] ?? 0;
		state = press(state, { ...key, at });
		most = Math.max(most, state.count);
	});
	return { most, end: state, at };
};

describe('S-05: three times Shift leaves, writing never does', () => {
	test('writing capital letters, at any speed, never counts even one press', () => {
		fc.assert(
			fc.property(writing, fc.array(pause, { minLength: 1 }), (keys, pauses) => {
				expect(play(keys, pauses).most).toBe(0);
			})
		);
	});

	test('three presses leave, whatever was written before', () => {
		const gap = fc.integer({ min: 0, max: memory / 2 });
		fc.assert(
			fc.property(writing, fc.array(gap, { minLength: 1 }), (keys, pauses) => {
				const before = play(keys, pauses);
				expect(play([...shift, ...shift, ...shift], pauses, before.end, before.at).end.count).toBe(3);
			})
		);
	});

	test('more than five seconds between two presses begins again', () => {
		fc.assert(
			fc.property(fc.integer({ min: memory + 1, max: 600_000 }), (wait) => {
				const twice = play([...shift, ...shift], [10]);
				expect(play(shift, [wait, 0], twice.end, twice.at).end.count).toBe(1);
			})
		);
	});

	test('anything typed or clicked between the presses begins again', () => {
		fc.assert(
			fc.property(letter, (key) => {
				expect(play([...shift, ...shift, down(key), up(key), ...shift], [50]).end.count).toBe(1);
			})
		);
	});

	test('a shortcut that holds Shift (Alt and Shift change the keyboard) is not a press', () => {
		const shortcut = [down('Alt'), { ...down('Shift'), isShortcut: true }, { ...up('Shift'), isShortcut: true }, up('Alt')];
		expect(play([...shortcut, ...shortcut, ...shortcut], [50]).most).toBe(0);
	});

	test('a Shift that was already down when the page came is not a press', () => {
		expect(play([up('Shift'), up('Shift'), up('Shift')], [50]).most).toBe(0);
	});
});
