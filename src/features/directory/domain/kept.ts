import type { Lang } from '#shared/lang.ts';
import { wordsIn } from './fold.ts';

/** By language, as far as there is one. */
export type InWords = Partial<Record<Lang, string>>;

/** A service as a device keeps it. No place, no person's name, nothing that is not on its public page. */
export type KeptService = {
	name: string;
	/** Who runs it, where that is not its own name. */
	by?: string;
	does: InWords;
	phones: { number: string; dial: string; about?: string }[];
	/** Its hours in lines, ready to read. */
	hours: Record<Lang, string[]>;
	ways: string[];
	url?: string;
	/** What it is found by beside its texts: codes in the form of `code()`, and further words, folded. */
	codes: string[];
	words: string;
	isShutForNow?: true;
};

/** The list of one area, as it stood on a day: the same bytes for everybody. */
export type KeptArea = {
	/** Day in London on which it was made, and that day in words. */
	made: string;
	date: Record<Lang, string>;
	code: string;
	names: Record<Lang, string>;
	services: KeptService[];
	/** Plain words, and pairs of words, by the codes they stand for: codes are joined by a space. */
	meanings: Record<string, string[]>;
};

/** A kept list made ready for searching. */
export type Searchable = {
	services: readonly KeptService[];
	texts: readonly (readonly string[])[];
	codesOf: ReadonlyMap<string, readonly string[]>;
};

/** Folds every text once, so that a search is only comparing. */
export function searchable({ services, meanings }: KeptArea): Searchable {
	const texts = services.map(({ name, by = '', does, words }) => [
		...new Set([...wordsIn([name, by, ...Object.values(does)].join(' '), 400), ...words.split(' ')])
	]);
	const codesOf = new Map(Object.entries(meanings).flatMap(([codes, words]) => words.map((word) => [word, codes.split(' ')] as const)));
	return { services, texts, codesOf };
}

/**
 * The services that fit what was typed, in the order of the list: those that meet the most of its words. A word fits where one of the service's begins with it, or
 * where it stands for one of its codes ("hit", "followed me"). Words that nothing fits are let go, so that a sentence finds something. Nothing typed: all of them.
 */
export function searchKept({ services, texts, codesOf }: Searchable, typed: string): readonly KeptService[] {
	const wanted = inPairs(wordsIn(typed), codesOf);
	if (!wanted.length) return services;
	const scores = services.map(({ codes }, place) => wanted.filter((word) => fits(word, texts[place] ?? [], codes, codesOf)).length);
	const best = Math.max(...scores);
	return best ? services.filter((_, place) => scores[place] === best) : [];
}

/** Two words that mean something together are one. */
function inPairs(words: readonly string[], codesOf: Searchable['codesOf']): string[] {
	const out: string[] = [];
	for (let at = 0; at < words.length; at++) {
		const [word = '', next] = words.slice(at, at + 2);
		const isPair = next !== undefined && codesOf.has(`${word} ${next}`);
		out.push(isPair ? `${word} ${next}` : word);
		if (isPair) at++;
	}
	return out;
}

const fits = (wanted: string, text: readonly string[], codes: readonly string[], codesOf: Searchable['codesOf']): boolean =>
	text.some((word) => word.startsWith(wanted)) || (codesOf.get(wanted)?.some((code) => codes.includes(code)) ?? false);
