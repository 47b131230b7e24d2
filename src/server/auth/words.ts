import { wholeOf, type Lang, type WholeLang } from '#shared/lang.ts';
import ar from './lists/words.ar.json' with { type: 'json' };
import cy from './lists/words.cy.json' with { type: 'json' };
import en from './lists/words.en.json' with { type: 'json' };
import { checkPassword, SHORTEST_PASSWORD } from './password-check.ts';

/** A whole number from 0 up to, not including, `below`: `crypto.randomInt` in the product, a fixed one in tests. */
export type RandomInt = (below: number) => number;

type WordList = { describers: readonly string[]; things: readonly string[] };

// Only English can put any describing word before any thing. In Welsh and Arabic the two change each other's form, so two things stand side by side there.
const lists: Record<WholeLang, WordList> = { en, cy, ar };

/** Three different words that make a password long enough by themselves (P7). The person may take them or write their own. */
export function threeWords(lang: Lang, random: RandomInt): string {
	const [first, second] = draw(lists[wholeOf(lang)].things, 2, random);
	const missing = SHORTEST_PASSWORD - `${first} ${second} `.length;
	const fitting = lists[wholeOf(lang)].things.filter((word) => word.length >= missing && word !== first && word !== second);
	const words = [first, second, pick(fitting, random)].join(' ');
	// A few draws are made of words on the list of common passwords: nobody should be offered what is then refused.
	return checkPassword(words, []) ? threeWords(lang, random) : words;
}

/** Four different words: the come-back code of P14. Never digits, which someone might ring. */
export const fourWords = (lang: Lang, random: RandomInt): string => draw(lists[wholeOf(lang)].things, 4, random).join(' ');

/** Words as typed, made alike: case, hyphens and spaces do not matter. */
export const normalWords = (typed: string): string =>
	typed
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s\p{P}]+/gu, ' ')
		.trim();

/** A sign-in name to offer, such as "blue kettle 41" (P5). It says nothing about the person; the caller asks for another while it is taken. */
export function signInName(lang: Lang, random: RandomInt): string {
	const { describers, things } = lists[wholeOf(lang)];
	const words = describers.length > 0 ? [pick(describers, random), pick(things, random)] : draw(things, 2, random);
	return [...words, 10 + random(90)].join(' ');
}

function draw(words: readonly string[], count: number, random: RandomInt): string[] {
	const drawn: string[] = [];
	while (drawn.length < count) {
		drawn.push(
			pick(
				words.filter((word) => !drawn.includes(word)),
				random
			)
		);
	}
	return drawn;
}

const pick = (words: readonly string[], random: RandomInt): string => words[random(words.length)]!;
