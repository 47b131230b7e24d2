import { wholeOf, type Lang, type WholeLang } from '#shared/lang.ts';
import { wordsIn } from './fold.ts';
import { codesOfName } from './read-place.ts';
import ar from './synonyms/ar.json' with { type: 'json' };
import cy from './synonyms/cy.json' with { type: 'json' };
import en from './synonyms/en.json' with { type: 'json' };
import other from './synonyms/other.json' with { type: 'json' };

/** One typed word, or words that mean the same: `codes` are codes of facets it stands for. */
export type WordRead = { word: string; codes: readonly string[] };

/** No question has more words than these: what stands after them adds nothing. */
export const mostWords = 12;

const meanings: Record<WholeLang, Record<string, string[]>> = { en, cy, ar };
// What everybody says and nobody looks for. Without them "I was hit by my ex" asks for "hit" and "ex".
const empty: Record<WholeLang, ReadonlySet<string>> = {
	en: new Set(
		(
			'a about after again all am an and any anyone are as at be because been but by can could did do does dont for from get give go got had has have he her here him his how i if im in into is ' +
			'ive it its just like me my myself near need of off on or our out please she should so some somebody someone that the their them then there these they this to too up us want was we were ' +
			'what when where which who why will with would you your help looking find support service services'
		).split(' ')
	),
	cy: new Set(
		'a ac ag am ar at beth ble chi dw dwi ei eich ein eisiau er fe fi fy gan gyda help i mae mewn mi ni o oedd oes os pan rwy rwyn sydd sut un wedi wrth y yn ynghylch yr cymorth help'.split(
			' '
		)
	),
	ar: new Set(
		'في من على الي الى عن مع هو هي انا لي لا ما هل او و ان كان كانت هذا هذه ذلك اريد احتاج مساعده كيف اين متي متى لدي عندي بعد قبل قد'.split(
			' '
		)
	)
};

/**
 * The words of a question, folded: what everybody says is left out, and plain words bring the codes they stand for, alone or in pairs ("followed me"), in the
 * language of the page, in English and in others that are read here. Names of places bring the place. At most twelve.
 */
export function readWords(text: string, lang: Lang): WordRead[] {
	const words = wordsIn(text, 60);
	const read: WordRead[] = [];
	for (let at = 0; at < words.length && read.length < mostWords; at++) {
		const word = words[at] ?? '';
		const pair = `${word} ${words[at + 1] ?? ''}`;
		const both = codesFor(pair, lang);
		if (both.length) {
			read.push({ word: pair.replace(' ', ''), codes: both });
			at++;
		} else if (!isEmpty(word, lang)) read.push({ word, codes: codesFor(word, lang) });
	}
	return read;
}

const isEmpty = (word: string, lang: Lang): boolean => empty.en.has(word) || empty[wholeOf(lang)].has(word);

function codesFor(phrase: string, lang: Lang): readonly string[] {
	const of = (dictionary: Record<string, string[]>) => (Object.hasOwn(dictionary, phrase) ? (dictionary[phrase] ?? []) : []);
	return [...new Set([...of(meanings[wholeOf(lang)]), ...of(en), ...of(other), ...codesOfName(phrase)])];
}
