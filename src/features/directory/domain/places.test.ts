import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onMap } from './map.ts';
import { areaOf, areasOfDistrict, forceAreas, outwardOf, towns, townOf, type Town } from './places.ts';
import data from './places.json' with { type: 'json' };

const km = (one: Town, other: Town) => {
	const [a, b] = [onMap(one.lat, one.lon)!, onMap(other.lat, other.lon)!];
	return Math.hypot(a.x - b.x, a.y - b.y) * 111.2;
};
const districts = Object.entries(data.districts as Record<string, string[]>);
/** The letters that begin a postcode in England and Wales, every one. */
const letters =
	'AL B BA BB BD BH BL BN BR BS CA CB CF CH CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GL GU HA HD HG HP HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG NN NP NR NW OL OX PE PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO'.split(
		' '
	);

describe('force areas and towns', () => {
	it('holds all 43 police force areas, each code once and shaped as an address', () => {
		const codes = [...forceAreas, ...towns].map(({ code }) => code);
		expect(forceAreas.length).toBe(43);
		expect(new Set(codes).size).toBe(codes.length);
		expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code) || code === 'all')).toEqual([]);
		expect(areaOf('humberside')?.name).toBe('Humberside');
		expect(townOf('cardiff')).toMatchObject({ cy: 'Caerdydd', area: 'south-wales' });
	});
	it('puts every town into an area that exists, and gives every area at least four', () => {
		expect(towns.length).toBeGreaterThan(350);
		expect(towns.filter(({ area }) => !areaOf(area)).map(({ code }) => code)).toEqual([]);
		for (const { code } of forceAreas) expect(towns.filter(({ area }) => area === code).length, code).toBeGreaterThanOrEqual(4);
	});
	it('puts every town inside England and Wales, and near the others of its area', () => {
		const outside = towns.filter(({ lat, lon }) => lat < 49.86 || lat > 55.82 || lon < -6.4 || lon > 1.77);
		expect(outside).toEqual([]);
		for (const town of towns) {
			const away = towns.filter((other) => other.area === town.area && other !== town).map((other) => km(town, other));
			expect(Math.min(...away), town.code).toBeLessThan(60);
			expect(Math.max(...away), town.code).toBeLessThan(255);
		}
	});
	it('has a Welsh name for every place in Wales', () => {
		const wales = ['north-wales', 'dyfed-powys', 'gwent', 'south-wales'];
		expect(towns.filter(({ area, cy }) => wales.includes(area) && !cy)).toEqual([]);
		for (const code of wales) expect(areaOf(code)?.cy).toBeTruthy();
	});
});

describe('T32 the first half of a postcode gives the area', () => {
	it('knows every letter of England and Wales, and names areas that exist', () => {
		expect(letters.length).toBe(104);
		for (const each of letters) expect(areasOfDistrict(`${each}1`).length, each).toBeGreaterThan(0);
		for (const [district, areas] of districts) {
			expect(
				areas.filter((area) => !areaOf(area)),
				district
			).toEqual([]);
			expect([areas.length > 0, new Set(areas).size], district).toEqual([true, areas.length]);
		}
	});
	it('lets a district lie in no area that its letters do not lie in', () => {
		for (const [district, areas] of districts) {
			const whole = areasOfDistrict(/^[A-Z]+/.exec(district)![0]);
			if (whole.length)
				expect(
					areas.filter((area) => !whole.includes(area)),
					district
				).toEqual([]);
		}
	});
	it.each([
		['HU1', ['humberside']],
		['HU17', ['humberside']],
		['DN31', ['humberside']],
		['EX4', ['devon-and-cornwall']],
		['PL1', ['devon-and-cornwall']],
		['TQ1', ['devon-and-cornwall']],
		['BS1', ['avon-and-somerset']],
		['BA1', ['avon-and-somerset']],
		['TA1', ['avon-and-somerset']],
		['BA14', ['wiltshire', 'avon-and-somerset']],
		['LL57', ['north-wales', 'cheshire', 'west-mercia']],
		['CF10', ['south-wales']],
		['YO15', ['humberside']],
		['EC1A', ['city-of-london', 'metropolitan']],
		['TD15', ['northumbria']]
	])('%s lies in %j', (district, areas) => {
		expect(areasOfDistrict(district)).toEqual(areas);
	});
	it('asks where a border runs through, and knows nothing of Scotland', () => {
		expect(areasOfDistrict('DN14')).toEqual(['humberside', 'north-yorkshire', 'south-yorkshire']);
		expect(areasOfDistrict('DN21').length).toBeGreaterThan(1);
		expect(areasOfDistrict('EH1')).toEqual([]);
		expect(areasOfDistrict('')).toEqual([]);
	});
});

describe('P18 the second half of a postcode is dropped before anything else', () => {
	it.each([
		['HU1 2AB', 'HU1'],
		['hu12ab', 'HU1'],
		['  Dn14   5xy ', 'DN14'],
		['EC1A 1BB', 'EC1A'],
		['ec1a1bb', 'EC1A'],
		['W1A0AX', 'W1A'],
		['HU1 2', 'HU1'],
		['M1', 'M1'],
		['HU12', 'HU12'],
		['Hull', null],
		['', null],
		['12', null],
		['HU1;drop table service', null]
	])('%j is %j', (typed, outward) => {
		expect(outwardOf(typed)).toBe(outward);
	});

	const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
	const digit = fc.constantFrom(...'0123456789');
	const outward = fc
		.tuple(letter, fc.option(letter, { nil: '' }), digit, fc.option(fc.oneof(letter, digit), { nil: '' }))
		.map((parts) => parts.join(''));
	const inward = fc.tuple(digit, letter, letter).map((parts) => parts.join(''));
	const between = fc.constantFrom('', ' ', '  ', '\t');
	const inCase = fc.constantFrom(
		(text: string) => text,
		(text: string) => text.toLowerCase()
	);

	it('a whole postcode never survives, and its district does', () => {
		fc.assert(
			fc.property(outward, inward, between, inCase, (out, rest, gap, cased) => {
				expect(outwardOf(cased(`${out}${gap}${rest}`))).toBe(out);
			})
		);
	});
	it('whatever is typed, at most a first half comes out', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
				expect(outwardOf(typed) ?? 'HU1').toMatch(/^[A-Z]{1,2}\d[A-Z\d]?$/);
			})
		);
	});
});
