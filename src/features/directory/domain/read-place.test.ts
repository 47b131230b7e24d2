import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { districtAmong, placeIn, withoutPostcodes } from './read-place.ts';

describe('T32 where somebody means', () => {
	it('takes the first half of a postcode and drops the rest, however it was typed', () => {
		for (const typed of ['HU5 2AB', 'hu52ab', 'HU5', ' hu5  2ab ', '12 Lantern Street, Hull HU5 2AB'])
			expect(placeIn(typed), typed).toMatchObject({ district: 'HU5', area: 'humberside', town: null, isLost: false });
	});
	it('asks where a border runs through the postcode, and says so where it knows none', () => {
		const several = placeIn('B');
		expect(several.isLost || several.places.length > 0).toBe(true);
		const birmingham = placeIn('BA1 1AA');
		expect(birmingham.area ?? birmingham.places.length).toBeTruthy();
		expect(placeIn('ZZ9 9ZZ')).toMatchObject({ district: 'ZZ9', area: null, places: [], isLost: true });
	});
	it('knows towns and areas, in English and Welsh, whole or by their beginning', () => {
		expect(placeIn('hull')).toMatchObject({ town: 'hull', area: 'humberside' });
		expect(placeIn('Bryste')).toMatchObject({ town: 'bristol', area: 'avon-and-somerset' });
		expect(placeIn('Devon and Corn')).toMatchObject({ town: null, area: 'devon-and-cornwall' });
		expect(placeIn('Durham')).toMatchObject({ town: null, area: 'durham', places: [] });
	});
	it('asks which of several towns of one name, and each answer is one', () => {
		const { places, isLost } = placeIn('Newport');
		expect(places.length).toBe(3);
		expect(isLost).toBe(false);
		expect(placeIn('Newport (Gwent)')).toMatchObject({ area: 'gwent', places: [] });
	});
	it('keeps nothing of a place it does not know', () => {
		expect(placeIn('14 Copper Kettle Row')).toEqual({ area: null, town: null, district: null, places: [], isLost: true });
		expect(placeIn('  ')).toMatchObject({ isLost: false });
	});
	it('P18 finds a postcode among the words, and no second half is left of it anywhere', () => {
		expect(districtAmong(withoutPostcodes('help near hu5 2ab now'))).toEqual({ district: 'HU5', rest: 'help near now' });
		expect(districtAmong('24 hour help')).toEqual({ district: null, rest: '24 hour help' });
		fc.assert(
			fc.property(fc.string({ maxLength: 20 }), fc.constantFrom(' ', '', '  '), fc.string({ maxLength: 20 }), (before, gap, after) => {
				const cut = withoutPostcodes(`${before} HU5${gap}9QX ${after}`);
				expect(cut).not.toMatch(/9QX/);
			})
		);
	});
});
