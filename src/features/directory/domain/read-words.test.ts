import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostWords, readWords } from './read-words.ts';

const codes = (text: string, lang: 'en' | 'cy' | 'ar' = 'en') => readWords(text, lang).map((each) => each.codes);
const words = (text: string) => readWords(text, 'en').map(({ word }) => word);

describe('the words of a search', () => {
	it('leaves out what everybody says', () => {
		expect(words('I would like to find some help with my debts please')).toEqual(['debts']);
		expect(words('help me please')).toEqual([]);
	});
	it('knows plain words, alone and in pairs', () => {
		expect(codes('hit')).toEqual([expect.arrayContaining(['crime.domestic', 'crime.violence'])]);
		expect(codes('he hits me')).toEqual([expect.arrayContaining(['crime.domestic'])]);
		expect(words('followed me home').length).toBe(2);
		expect(codes('followed me')[0]).toContain('crime.stalking');
		expect(codes('scammed')[0]).toContain('crime.fraud');
	});
	it('reads Arabic in any spelling of its letters, and English on every page', () => {
		expect(codes('ضَرَبَني', 'ar')[0]).toContain('crime.domestic');
		expect(codes('scammed', 'ar')[0]).toContain('crime.fraud');
		expect(codes('bije')[0]).toContain('crime.domestic');
	});
	it('reads the name of a place as the place, with its area and the whole country', () => {
		expect(codes('counselling hull')[1]).toEqual(['town.hull', 'area.humberside', 'area.all']);
		expect(codes('Caerdydd', 'cy')[0]).toContain('area.south-wales');
	});
	it('takes anything: at most twelve words, letters and digits only, codes only of ours', () => {
		const strange = [
			'',
			' ',
			"'; drop table service; --",
			'🙂🙂',
			'\u202eabc',
			'x'.repeat(10_000),
			'a b '.repeat(5000),
			'__proto__ constructor toString',
			'& | ! ( ) : *'
		];
		for (const text of strange) expect(readWords(text, 'en').length).toBeLessThanOrEqual(mostWords);
		expect(codes('constructor')).toEqual([[]]);
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('en', 'cy', 'ar'), (text, lang) => {
				for (const { word, codes: found } of readWords(text, lang)) {
					expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
					for (const code of found) expect(code).toMatch(/^[a-z]+\.[\w-]+$/);
				}
			})
		);
	});
});
