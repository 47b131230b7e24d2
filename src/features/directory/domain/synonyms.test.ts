import { describe, expect, it } from 'vitest';
import { isAccess, isAudience, isCrime, isNeed, isWay, accesses, audiences, crimes, needs } from './codes.ts';
import { wordsIn } from './fold.ts';
import ar from './synonyms/ar.json' with { type: 'json' };
import cy from './synonyms/cy.json' with { type: 'json' };
import en from './synonyms/en.json' with { type: 'json' };
import other from './synonyms/other.json' with { type: 'json' };

type Words = Record<string, string[]>;
const all: [string, Words, number][] = [
	['en', en, 220],
	['cy', cy, 120],
	['ar', ar, 120],
	['other', other, 225]
];
const names = Object.keys(Object.values(import.meta.glob<Words>('/locales/en/codes.json', { eager: true, import: 'default' }))[0]!);
const known: Record<string, (value: string) => boolean> = {
	need: isNeed,
	crime: isCrime,
	for: isAudience,
	way: isWay,
	access: isAccess,
	lang: (value) => names.includes(`codes.lang.${value}`),
	is: (value) => ['free', 'unreported', 'witnesses'].includes(value)
};
const isKnown = (code: string) => {
	const [kind = '', value = ''] = code.split('.');
	return known[kind]?.(value) ?? false;
};
/** As a reader of the box would: pairs of words first, then single ones. */
const read = (typed: string): string[] => {
	const words = wordsIn(typed);
	const pairs = words.map((word, at) => `${word} ${words[at + 1] ?? ''}`);
	return [...pairs, ...words].flatMap((each) => (en as Words)[each] ?? []);
};

describe.each(all)('plain words that stand for codes: %s', (_, words, least) => {
	it('are enough', () => {
		expect(Object.keys(words).length).toBeGreaterThanOrEqual(least);
	});
	it('are folded as what is typed is folded, one word or two', () => {
		expect(Object.keys(words).filter((key) => wordsIn(key).join(' ') !== key || wordsIn(key).length > 2)).toEqual([]);
	});
	it('stand for codes that exist, so never for a word that could blame', () => {
		expect(Object.entries(words).filter(([, codes]) => !codes.length || new Set(codes).size !== codes.length)).toEqual([]);
		expect(
			Object.values(words)
				.flat()
				.filter((code) => !isKnown(code))
		).toEqual([]);
	});
	it('reach every need and all that happens', () => {
		const reached = new Set(Object.values(words).flat());
		expect(needs.filter((need) => !reached.has(`need.${need}`))).toEqual([]);
		expect(crimes.filter((crime) => !reached.has(`crime.${crime}`))).toEqual([]);
	});
});

describe('what people type', () => {
	it('reaches every audience and what makes it easier to come', () => {
		const reached = new Set(Object.values(en as Words).flat());
		expect(audiences.filter((each) => !reached.has(`for.${each}`))).toEqual([]);
		expect(accesses.filter((each) => each !== 'relay' && !reached.has(`access.${each}`))).toEqual([]);
	});
	it.each([
		['he hits me', 'crime.domestic'],
		['I was punched', 'crime.violence'],
		['somebody followed me', 'crime.stalking'],
		['I got scammed', 'crime.fraud'],
		['conned', 'crime.fraud'],
		['my ex keeps texting', 'crime.stalking'],
		['he forced me', 'crime.sexual'],
		['groomed', 'crime.child'],
		['they broke in', 'crime.burglary'],
		['mugged', 'crime.robbery'],
		["can't sleep", 'need.health'],
		['can’t sleep', 'need.health'],
		['panic', 'need.health'],
		['flashbacks', 'need.health'],
		['nowhere to stay', 'need.home'],
		['kicked out', 'need.home'],
		['rent', 'need.money'],
		['going to court', 'for.witnesses'],
		['drinking', 'need.substances'],
		['lonely', 'need.social'],
		['my son', 'crime.child'],
		['neighbours', 'crime.antisocial'],
		['because I am gay', 'for.lgbt'],
		['wheelchair', 'for.disabled'],
		['car crash', 'crime.road'],
		['my brother was killed', 'crime.killing'],
		['murdered', 'crime.killing'],
		['funeral', 'for.bereaved'],
		['nude photos', 'crime.online'],
		['hacked', 'crime.online'],
		['Polish', 'lang.pl']
	])('%s', (typed, code) => {
		expect(read(typed)).toContain(code);
	});
	it('a man who followed somebody makes it no service for men', () => {
		expect(read('a man followed me')).toEqual(['crime.stalking', 'crime.stalking']);
		expect(read('he hits me').some((each) => each.startsWith('for.'))).toBe(false);
	});
});
