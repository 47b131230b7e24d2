import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedOf, codesOf, longestWords, nothingAsked, tidy, type Asked } from './asked.ts';
import { PressLimit, mostPresses } from './press-limit.ts';
import { shorten } from './shorten.ts';
import { whyFirst } from './why-first.ts';

describe('what is asked, as codes', () => {
	it('comes back as it was', () => {
		const asked: Asked = {
			...nothingAsked,
			q: 'hit',
			need: 'home',
			crime: 'domestic',
			forWhom: 'women',
			way: 'phone',
			lang: 'pl',
			area: 'humberside',
			town: 'hull',
			district: 'HU5',
			places: ['area.kent', 'town.hull'],
			isOpen: true,
			isFree: true,
			isUnreported: true,
			isNear: true,
			isLost: true
		};
		expect(askedOf(asked.q, codesOf(asked))).toEqual(asked);
		expect(askedOf('', codesOf(nothingAsked))).toEqual(nothingAsked);
	});
	it('leaves out what is no code of ours; a town brings its own area', () => {
		expect(
			askedOf('', ['need.x', 'crime.', 'for', '', 'area.nowhere', 'lang.xx', 'way.__proto__', 'or.area.x', 'district.HU5 2AB', 'is.admin'])
		).toEqual(nothingAsked);
		expect(askedOf('', ['town.hull', 'area.kent'])).toMatchObject({ area: 'humberside', town: 'hull' });
		fc.assert(
			fc.property(
				fc.string({ maxLength: 300 }),
				fc.array(fc.string({ maxLength: 12 })),
				(q, codes) => askedOf(q, codes).q.length <= longestWords
			)
		);
	});
	it('P18 keeps no second half of a postcode, no line breaks, and no more than a question', () => {
		expect(tidy('  near\n HU5 2AB\u202e\u0000 now ')).toBe('near HU5 now');
		expect(tidy('x'.repeat(10_000)).length).toBe(longestWords);
		expect(tidy('🙂'.repeat(500)).isWellFormed()).toBe(true);
	});
});

describe('why an entry stands where it stands', () => {
	const entry = {
		name: 'Hull Counselling',
		areas: ['humberside'],
		towns: ['hull'],
		assuredOn: '2026-05-01',
		accreditedUntil: '2027-01-01',
		km: null
	};
	it('gives two reasons at most, the ones that weigh most, and only true ones', () => {
		expect(whyFirst(entry, { words: ['counselling'], area: 'humberside', town: null }, '2026-06-02')).toEqual(['name', 'area']);
		expect(whyFirst(entry, { words: [], area: null, town: null }, '2026-06-02')).toEqual(['accredited', 'assured']);
		expect(
			whyFirst({ ...entry, assuredOn: '2025-06-01', accreditedUntil: null }, { words: [], area: 'kent', town: null }, '2026-06-02')
		).toEqual([]);
		expect(whyFirst({ ...entry, areas: ['all'], km: 3 }, { words: [], area: 'kent', town: null }, '2026-06-02')).toEqual([
			'near',
			'accredited'
		]);
	});
});

describe('a text cut short', () => {
	it('ends with a sentence where it can, with a word where not', () => {
		expect(shorten('One. Two and more. Three', 20)).toBe('One. Two and more.');
		expect(shorten('alpha beta gamma delta', 12)).toBe('alpha beta…');
		expect(shorten('short')).toBe('short');
		fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => shorten(text, 100).length <= 101));
	});
});

describe('presses that one house takes', () => {
	it('stops at the limit, begins again after a minute, and counts each house alone', () => {
		const limit = new PressLimit();
		const at = (seconds: number) => new Date(Date.UTC(2026, 5, 2, 10, 0, seconds));
		const taken = Array.from({ length: mostPresses + 5 }, () => limit.takes('a', at(0)));
		expect(taken.filter(Boolean).length).toBe(mostPresses);
		expect(limit.takes('b', at(1))).toBe(true);
		expect(limit.takes('a', at(59))).toBe(false);
		expect(limit.takes('a', at(61))).toBe(true);
		expect(limit.takes('a', at(-3600))).toBe(true);
	});
});
