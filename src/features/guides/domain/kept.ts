import type { Lang } from '#shared/lang.ts';
import { wordsIn } from '#features/directory/domain/fold.ts';

/** A guide as a kept list finds it. */
export type KeptGuide = Pick<{ slug: string; title: string; summary: string; lang: Lang }, 'slug' | 'title' | 'summary' | 'lang'> & {
	/** Its words, folded, each once, with a space between. */
	words: string;
};

/** What a device is told to keep for one language: the same bytes for everybody. */
export type KeptGuides = {
	lang: Lang;
	/** Day in London on which it was made, and that day in words of each language. */
	made: string;
	date: Record<Lang, string>;
	/** Changes whenever a text changes. */
	version: string;
	/** The addresses of the pages. */
	pages: string[];
	guides: KeptGuide[];
};

/** All words of some texts, folded, each once. */
export const foldedWords = (texts: readonly string[]): string => [...new Set(wordsIn(texts.join(' '), 5000))].join(' ');

/** Kept guides made ready for searching: a word is found where another begins with it. */
export const searchableGuides = ({ guides }: Pick<KeptGuides, 'guides'>) =>
	guides.map((guide) => ({ guide, title: ` ${wordsIn(guide.title, 40).join(' ')}`, words: ` ${guide.words}` }));

/**
 * The guides that fit what was typed: those that meet the most of its words, and first those that meet them in their title. Words that nothing fits are let go.
 * Nothing typed: all of them, in their own order.
 */
export function searchGuides(ready: ReturnType<typeof searchableGuides>, typed: string): KeptGuide[] {
	const wanted = wordsIn(typed).map((word) => ` ${word}`);
	if (!wanted.length) return ready.map(({ guide }) => guide);
	const met = ready.map(({ guide, title, words }) => ({
		guide,
		all: wanted.filter((word) => words.includes(word) || title.includes(word)).length,
		titled: wanted.filter((word) => title.includes(word)).length
	}));
	const best = Math.max(...met.map(({ all }) => all));
	if (!best) return [];
	return met
		.filter(({ all }) => all === best)
		.sort((one, other) => other.titled - one.titled)
		.map(({ guide }) => guide);
}
