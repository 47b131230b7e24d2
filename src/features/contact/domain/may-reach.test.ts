import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayReach, type Verdict } from './may-reach.ts';
import type { Preference, Risk, Way } from './preference.ts';

const way = (id: string, more: Partial<Way> = {}): Way => ({ id, kind: 'phone', safe: 'safe', paused: false, checked: true, ...more });
const said = (more: Partial<Preference> = {}): Preference => ({
	mayContact: 'yes',
	ways: [way('mobile')],
	hours: [{ days: [1, 2, 3, 4, 5], from: '10:00', to: '17:00' }],
	voicemail: 'none',
	sayWho: false,
	confirmedAt: '2026-05-25T09:00:00Z',
	changedSince: false,
	died: false,
	...more
});
const tuesdayNoon = new Date('2026-06-02T11:00:00Z');
const saturdayNight = new Date('2026-06-06T22:00:00Z');
const worker = { kind: 'worker' } as const;
const automatic = { kind: 'automatic' } as const;
const danger = { kind: 'danger' } as const;
const short = (verdict: Verdict) => [
	verdict.verdict,
	'wordsKey' in verdict ? verdict.wordsKey : 'reasonKey' in verdict ? verdict.reasonKey : verdict.way.id
];

describe('the gate (P2)', () => {
	it('says go inside the safe hours, with the end of them, and keeps to what may be said', () => {
		const until = new Date('2026-06-02T16:00:00Z');
		expect(mayReach(said(), 'ordinary', worker, tuesdayNoon)).toEqual({
			verdict: 'go',
			way: way('mobile'),
			until,
			message: 'none',
			sayWho: false
		});
	});

	it('waits for the next safe time', () => {
		const verdict = mayReach(said(), 'ordinary', worker, saturdayNight);
		expect(verdict).toEqual({ verdict: 'wait', until: new Date('2026-06-08T09:00:00Z'), reasonKey: 'reach.reason.outside_hours' });
	});

	it('takes unanswered hours for office hours, and a bank holiday for shut', () => {
		expect(mayReach(said({ hours: null }), 'ordinary', worker, new Date('2026-05-25T10:00:00Z'))).toMatchObject({
			verdict: 'wait',
			until: new Date('2026-05-26T08:00:00Z')
		});
	});

	it('lets a worker give danger news outside the hours, on a safe phone only', () => {
		expect(mayReach(said(), 'raised', danger, saturdayNight)).toMatchObject({ verdict: 'go', until: null });
		const textOnly = said({ ways: [way('text', { kind: 'text' })] });
		expect(short(mayReach(textOnly, 'raised', danger, saturdayNight))).toEqual(['worker_decides', 'reach.reason.danger_no_safe_phone']);
		const unsafe = said({ ways: [way('mobile', { safe: 'unsafe' })] });
		expect(short(mayReach(unsafe, 'raised', danger, saturdayNight))).toEqual(['never', 'reach.reason.unsafe']);
	});

	it.each<[Risk, string, string]>([
		['ordinary', '2025-12-04T11:00:00Z', 'go'],
		['ordinary', '2025-12-04T10:59:00Z', 'go_with_words'],
		['raised', '2026-05-03T11:00:00Z', 'go'],
		['raised', '2026-05-03T10:59:00Z', 'go_with_words']
	])('at %s risk, confirmed %s: the worker gets %s', (risk, confirmedAt, verdict) => {
		expect(mayReach(said({ confirmedAt }), risk, worker, tuesdayNoon).verdict).toBe(verdict);
		const written = said({ confirmedAt, ways: [way('mail', { kind: 'email' })] });
		expect(mayReach(written, risk, automatic, tuesdayNoon).verdict).toBe(verdict === 'go' ? 'go' : 'worker_decides');
	});

	it('is stale at once after a change, and when never or unreadably confirmed', () => {
		for (const more of [{ changedSince: true }, { confirmedAt: null }, { confirmedAt: 'soon' }])
			expect(short(mayReach(said(more), 'ordinary', worker, tuesdayNoon))).toEqual(['go_with_words', 'reach.words.last_agreed']);
	});

	it('lets a worker call an unasked number with the first name only, in office hours, at ordinary risk', () => {
		const unasked = said({
			mayContact: 'unasked',
			ways: [way('police', { safe: 'unknown', checked: false })],
			hours: null,
			confirmedAt: null,
			voicemail: 'words',
			sayWho: true
		});
		const verdict = mayReach(unasked, 'ordinary', worker, tuesdayNoon);
		expect(verdict).toMatchObject({ verdict: 'go_with_words', wordsKey: 'reach.words.first_name_only', message: 'none', sayWho: false });
		expect(short(mayReach(unasked, 'ordinary', worker, saturdayNight))).toEqual(['wait', 'reach.reason.outside_office']);
		expect(short(mayReach(unasked, 'raised', worker, tuesdayNoon))).toEqual(['worker_decides', 'reach.reason.ask_officer']);
		expect(short(mayReach(unasked, 'ordinary', automatic, tuesdayNoon))).toEqual(['worker_decides', 'reach.reason.not_asked']);
		expect(short(mayReach(unasked, 'ordinary', danger, saturdayNight))).toEqual(['worker_decides', 'reach.reason.danger_no_safe_phone']);
		const mail = said({ mayContact: 'unasked', ways: [way('mail', { kind: 'email', safe: 'unknown' })] });
		expect(mayReach(mail, 'ordinary', worker, tuesdayNoon).verdict).toBe('never');
	});

	it.each(['no_look_here', 'no_i_call'] as const)('after "%s" no machine contacts, and a worker must decide', (mayContact) => {
		expect(short(mayReach(said({ mayContact }), 'ordinary', automatic, tuesdayNoon))).toEqual(['never', `reach.reason.${mayContact}`]);
		expect(short(mayReach(said({ mayContact }), 'ordinary', worker, tuesdayNoon))).toEqual([
			'worker_decides',
			`reach.reason.${mayContact}`
		]);
		expect(short(mayReach(said({ mayContact }), 'raised', danger, tuesdayNoon))).toEqual([
			'worker_decides',
			`reach.reason.${mayContact}_danger`
		]);
	});

	it('uses no way that is paused or not yet checked (P6, P9)', () => {
		expect(short(mayReach(said({ ways: [way('a', { paused: true })] }), 'ordinary', worker, tuesdayNoon))).toEqual([
			'never',
			'reach.reason.paused'
		]);
		expect(short(mayReach(said({ ways: [way('a', { checked: false })] }), 'ordinary', worker, tuesdayNoon))).toEqual([
			'worker_decides',
			'reach.reason.not_checked'
		]);
		expect(short(mayReach(said({ ways: [way('a', { paused: true }), way('b')] }), 'ordinary', worker, tuesdayNoon))).toEqual(['go', 'b']);
	});

	it('finds no safe time where the hours leave none', () => {
		for (const hours of [[{ days: [], from: '10:00', to: '17:00' }], [{ days: [1], from: '10:00', to: '10:00' }]])
			expect(short(mayReach(said({ hours }), 'ordinary', worker, tuesdayNoon))).toEqual(['worker_decides', 'reach.reason.no_safe_time']);
	});

	it('P15 "it changes, ask me first" is no hour at all: a worker agrees the next time with her', () => {
		expect(short(mayReach(said({ hours: [] }), 'ordinary', worker, tuesdayNoon))).toEqual(['worker_decides', 'reach.reason.ask_first']);
	});

	it('never contacts someone who died, whatever else holds', () => {
		fc.assert(
			fc.property(fc.constantFrom(worker, automatic, danger), fc.constantFrom<Risk>('ordinary', 'raised'), (purpose, risk) => {
				expect(short(mayReach(said({ died: true }), risk, purpose, tuesdayNoon))).toEqual(['never', 'reach.reason.died']);
			})
		);
	});
});
