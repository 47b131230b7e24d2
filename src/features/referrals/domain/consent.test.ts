import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, londonDay } from '#shared/london.ts';
import { ageBandOf, fields, isLive, lastDayOf, textToSend, type Facts, type Field } from './consent.ts';
import { receiptOf } from './receipt.ts';

const now = new Date('2026-06-10T10:00:00Z');
const facts: Facts = {
	name: 'Michael',
	ways: ['phone'],
	easier: ['speaks_en'],
	easierWords: 'Speak slowly',
	needs: ['home'],
	area: 'Hull',
	age: '25_59',
	line: ' I need large print '
};

describe('what may be shared, and for how long (P16, S-24)', () => {
	it('P16 sends exactly the ticked fields, in one order, and nothing that is empty', () => {
		expect(textToSend(['line', 'name'], facts)).toEqual([
			{ field: 'name', text: 'Michael' },
			{ field: 'line', text: 'I need large print' }
		]);
		expect(textToSend(fields, { ...facts, ways: [], line: '  ', age: null }).map(({ field }) => field)).toEqual([
			'name',
			'easier',
			'need',
			'area'
		]);
	});
	it('T3 never sends a field that was not ticked, whatever is known', () => {
		fc.assert(
			fc.property(fc.subarray([...fields]), (chosen: Field[]) => {
				const sent = textToSend(chosen, facts).map(({ field }) => field);
				expect(sent.every((field) => chosen.includes(field))).toBe(true);
				expect(sent.length).toBe(chosen.length);
			})
		);
	});
	it('P16 holds for twelve months, to the end of the last day, and no longer', () => {
		const given = { givenAt: now, endsOn: lastDayOf(now), endedAt: null };
		expect(lastDayOf(now)).toBe('2027-06-10');
		expect(isLive(given, now)).toBe(true);
		expect(isLive(given, new Date('2027-06-10T22:59:00Z'))).toBe(true);
		expect(isLive(given, new Date('2027-06-10T23:00:00Z'))).toBe(false);
	});
	it('P16 is never live before it was given, after it was stopped, or without a last day', () => {
		const given = { givenAt: now, endsOn: '2027-06-10', endedAt: null };
		expect(isLive({ ...given, givenAt: null }, now)).toBe(false);
		expect(isLive({ ...given, endsOn: null }, now)).toBe(false);
		fc.assert(
			fc.property(fc.integer({ min: -400, max: 800 }), (days) => {
				const then = new Date(now.getTime() + days * 86_400_000);
				expect(isLive({ ...given, endedAt: now }, then)).toBe(false);
				expect(isLive(given, then)).toBe(days >= 0 && londonDay(then) <= '2027-06-10');
			})
		);
	});
	it('P17 tells a child from a grown-up on the very day', () => {
		const today = londonDay(now);
		expect(ageBandOf('2008-06-11', now)).toBe('under_18');
		expect(ageBandOf('2008-06-10', now)).toBe('18_24');
		expect(ageBandOf('1966-06-10', now)).toBe('60_over');
		expect(ageBandOf(addDays(today, -1), now)).toBe('under_18');
		expect(ageBandOf(null, now)).toBeNull();
	});
	it('P16 a receipt says what was given and what was ended; one never given has no event', () => {
		const given = {
			consentId: 'r',
			agency: 'Harbour',
			need: 'home',
			fields: ['name'] as const,
			givenBy: 'person' as const,
			wording: 1,
			lang: 'en'
		};
		expect(receiptOf({ ...given, givenAt: null, endsOn: null, endedAt: null, endedAs: null }, 'Hub').events).toEqual([]);
		const ended = receiptOf({ ...given, givenAt: now, endsOn: '2027-06-10', endedAt: now, endedAs: 'stopped' }, 'Hub');
		expect(ended.events.map(({ what, by }) => [what, by])).toEqual([
			['given', 'person'],
			['ended', 'stopped']
		]);
	});
});
