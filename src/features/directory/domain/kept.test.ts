import { describe, expect, test } from 'vitest';
import { inEach } from '#shared/lang.ts';
import { searchable, searchKept, type KeptArea, type KeptService } from './kept.ts';

const service = (name: string, given: Partial<KeptService> = {}): KeptService => ({
	name,
	does: {},
	phones: [],
	hours: inEach(() => []),
	ways: [],
	codes: [],
	words: '',
	...given
});
const list: KeptArea = {
	made: '2026-06-02',
	date: inEach(() => '2 June 2026'),
	code: 'humberside',
	names: inEach(() => 'Humberside'),
	services: [
		service('Harbour Support', { does: { en: 'A safety plan at home.', ar: 'خطة للأمان في البيت' }, codes: ['crime.domestic'] }),
		service('Wolds Counselling', { words: 'sessions dreams', codes: ['crime.violence'] }),
		service('Café Évian', { by: 'Money Matters', codes: ['need.money', 'crime.stalking'] })
	],
	meanings: { 'crime.domestic crime.violence': ['hit', 'beats me'], 'crime.stalking': ['followed me'], 'need.money': ['skint'] }
};
const names = (typed: string) => searchKept(searchable(list), typed).map(({ name }) => name);

describe('searching a kept list', () => {
	test.each([
		['nothing typed', '  ', ['Harbour Support', 'Wolds Counselling', 'Café Évian']],
		['the beginning of a word', 'couns', ['Wolds Counselling']],
		['capitals and accents make no difference', 'CAFE evian', ['Café Évian']],
		['who runs it', 'matters', ['Café Évian']],
		['a further word', 'dreams', ['Wolds Counselling']],
		['a word that stands for what happened', 'hit', ['Harbour Support', 'Wolds Counselling']],
		['two words that mean something together', 'followed me', ['Café Évian']],
		['Arabic, however its letters are written', 'خطه', ['Harbour Support']],
		['a sentence: words that nothing fits are let go', 'somebody hit dreams zzz', ['Wolds Counselling']],
		['nothing fits', 'zzz', []],
		['signs only', '%%% ()', ['Harbour Support', 'Wolds Counselling', 'Café Évian']]
	])('%s', (_, typed, found) => {
		expect(names(typed)).toEqual(found);
	});

	test('a word that every object has finds nothing and breaks nothing', () => {
		expect(names('constructor')).toEqual([]);
		expect(names('__proto__')).toEqual([]);
		expect(names('x'.repeat(10_000))).toEqual([]);
	});
});
