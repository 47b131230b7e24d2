import { describe, expect, it } from 'vitest';
import type { Preference, Way } from './preference.ts';
import { rankWays, type Try } from './ways.ts';

const way = (id: string, kind: Way['kind'], safe: Way['safe'] = 'safe'): Way => ({ id, kind, safe, paused: false, checked: true });
const said = (more: Partial<Preference> = {}): Preference => ({
	mayContact: 'yes',
	ways: [way('letter', 'post', 'unsafe'), way('mail', 'email'), way('mobile', 'phone')],
	hours: null,
	voicemail: 'none',
	sayWho: false,
	confirmedAt: '2026-05-25T09:00:00Z',
	changedSince: false,
	died: false,
	...more
});
const tries = (...list: [string, Try['outcome']][]): Try[] =>
	list.map(([wayId, outcome], n) => ({ wayId, outcome, at: `2026-06-0${n + 1}T10:00:00Z` }));
const ids = (preference: Preference, list: Try[]) => rankWays(preference, list).ways.map(({ id }) => id);

describe('which way next (P9)', () => {
	it('keeps to a way for three tries, then offers the next safe one, then a supervisor', () => {
		const two = tries(['mobile', 'no_answer'], ['mobile', 'no_answer']);
		expect(ids(said(), two)).toEqual(['mobile', 'mail']);
		const three = tries(['mobile', 'no_answer'], ['mobile', 'another_time'], ['mobile', 'no_answer']);
		expect(ids(said(), three)).toEqual(['mail']);
		const all = [...three, ...tries(['mail', 'no_answer'], ['mail', 'no_answer'], ['mail', 'no_answer'])];
		expect(rankWays(said(), all)).toEqual({ ways: [], supervisor: true, paused: [] });
	});

	it.each(['someone_else', 'wrong_number'] as const)('"%s" shuts that way at once, for good', (outcome) => {
		const list = tries(['mobile', outcome], ['mail', 'told']);
		expect(rankWays(said(), list)).toMatchObject({ paused: ['mobile'], supervisor: false });
		expect(ids(said(), list)).toEqual(['mail']);
	});

	it('offers a letter only where post is safe', () => {
		expect(ids(said({ ways: [way('letter', 'post', 'unknown')] }), [])).toEqual([]);
		expect(ids(said({ ways: [way('letter', 'post')] }), [])).toEqual(['letter']);
	});

	it('counts anew after the person was told', () => {
		expect(ids(said(), tries(['mobile', 'no_answer'], ['mobile', 'no_answer'], ['mobile', 'told'], ['mobile', 'no_answer']))).toEqual([
			'mobile',
			'mail'
		]);
	});

	it('has nothing to offer for someone who said no, or died', () => {
		expect(rankWays(said({ mayContact: 'no_look_here' }), [])).toMatchObject({ ways: [], supervisor: true });
		expect(rankWays(said({ died: true }), [])).toMatchObject({ ways: [], supervisor: false });
	});

	it('knows the number nobody asked about, for a careful call', () => {
		const unasked = said({ mayContact: 'unasked', ways: [way('police', 'phone', 'unknown'), way('mail', 'email', 'unknown')] });
		expect(ids(unasked, [])).toEqual(['police']);
	});
});
