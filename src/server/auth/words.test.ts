import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { normalSignIn } from '#server/crypto/normal.ts';
import { wholeLangs } from '#shared/lang.ts';
import ar from './lists/words.ar.json' with { type: 'json' };
import cy from './lists/words.cy.json' with { type: 'json' };
import en from './lists/words.en.json' with { type: 'json' };
import { fourWords, signInName, threeWords } from './words.ts';

const lists = { en, cy, ar };
const least = { en: 250, cy: 120, ar: 120 };
const script = { en: /^[a-z]{4,14}$/, cy: /^[a-zâêîôûŵŷé]{4,14}$/, ar: /^[\u0621-\u064a]{4,14}$/ };

/** Stems that must not stand in any list, also not inside a word; and whole words that mean harm, sex or belief, or sound like another word. */
const stems = {
	en: 'kill|gun|blood|knife|dead|death|dying|weapon|bomb|fight|punch|murder|rape|sex|nude|porn|drug|whisk|beer|wine|church|chapel|mosque|temple|bishop|angel|devil|pray|prison|jail|police|court$|grave|ghost|widow|orphan|bride|poison|noose|wound|hurt|fear|slave|moron|idiot',
	cy: 'lladd|gwaed|cyllell|marw|^arf|bom|rhyf|llofrudd|trais|rhyw|noeth|cyffur|cwrw|gwin$|eglwys|capel|duw|angel|diafol|carchar|heddlu|bedd|ysbryd|gwenwyn|ofn|moron$',
	ar: 'قتل|دم|سكين|موت|سلاح|قنبلة|حرب|ضرب|جنس|عار|خمر|نبيذ|مسجد|كنيسة|جامع|صلاة|صليب|ملاك|شيطان|سجن|شرطة|محكمة|قبر|شبح|^سم$|خوف|جرح|حزن|رصاص|سجادة'
};
const forbidden = {
	en: 'arrow axe hammer needle rope chain bullet cannon sword whip cherry melon peach banana bed palm candle cross crown knot bridge cliff tunnel tower spider snake wolf shark fire flame storm match pill lighter pansy flower horse board cereal current brake break plane plain stair stare weather whether whale wail beach beech berry bury canvas carrot kernel mussel muscle pedal petal thyme wheat yoke bowl bread stake steak tide throne wheel sauce piece peace lettuce mustard cygnet ferry',
	cy: 'cwn ci neidr blaidd tân mellt rhaff cadwyn saeth gwely nodwydd fflam storm llygad',
	ar: 'نار لهب حبل سلسلة سيف سهم سرير إبرة عاصفة ذئب أفعى كلب خنزير حمار حذاء عين يد قلب'
};

describe.each(wholeLangs)('P5 the words of %s', (lang) => {
	const { describers, things } = lists[lang];
	const words = [...describers, ...things];

	it('are enough, each once, lower case, in one script, and different to the ear of the sign-in door', () => {
		expect(things.length).toBeGreaterThanOrEqual(least[lang]);
		expect(words.filter((word) => !script[lang].test(word))).toEqual([]);
		expect(new Set(words.map(normalSignIn)).size).toBe(words.length);
	});

	it('hold nothing violent, sexual or religious, and nothing that sounds like another word', () => {
		expect(words.filter((word) => new RegExp(stems[lang]).test(word))).toEqual([]);
		expect(words.filter((word) => forbidden[lang].split(' ').includes(word))).toEqual([]);
	});

	it('make three different words of 15 letters or more, whatever is drawn', () => {
		const draws = [() => 0, (below: number) => below - 1, ...Array.from({ length: 500 }, () => randomInt)];
		for (const random of draws) {
			const three = threeWords(lang, random);
			expect([...three].length).toBeGreaterThanOrEqual(15);
			expect(new Set(three.split(' ')).size).toBe(3);
			expect(new Set(fourWords(lang, random).split(' ')).size).toBe(4);
		}
	});

	it('make a sign-in name of two words and a number of two digits', () => {
		for (let at = 0; at < 500; at++) expect(signInName(lang, randomInt)).toMatch(/^\p{L}+ \p{L}+ [1-9]\d$/u);
	});
});

it('an English name reads like "blue kettle 41"', () => {
	const draws = [en.describers.indexOf('blue'), en.things.indexOf('kettle'), 31];
	expect(signInName('en', () => draws.shift()!)).toBe('blue kettle 41');
});
