import i18next, { type TFunction } from 'i18next';
import { dirOf, isWhole, langs, toPath, type Lang } from '#shared/lang.ts';
import { sourceHash } from '#shared/source-hash.ts';
import { marked } from './marked.ts';
import { englishOf, stateOf, type State } from './standing.ts';

type Dictionary = Record<string, string>;
type Review = { origin: 'source' | 'machine' | 'person'; reviewed: Record<string, string> };

const files = import.meta.glob<Dictionary>(['/locales/*/*.json', '!/locales/*/review.json'], { eager: true, import: 'default' });
const reviews = import.meta.glob<Review>('/locales/*/review.json', { eager: true, import: 'default' });

const dictionaries = Object.fromEntries(
	langs.map((lang) => [
		lang,
		Object.assign(
			{},
			...Object.entries(files).flatMap(([path, words]) => (path.startsWith(`/locales/${lang}/`) ? [words] : []))
		) as Dictionary
	])
) as Record<Lang, Dictionary>;

// One instance, never changeLanguage: it would speak to everyone.
const plurals = i18next.createInstance();
await plurals.init({
	lng: 'en',
	fallbackLng: 'en',
	keySeparator: false,
	nsSeparator: false,
	interpolation: { escapeValue: false },
	resources: Object.fromEntries(langs.map((lang) => [lang, { translation: dictionaries[lang] }]))
});

export type Values = Record<string, string | number>;
export type Translate = (key: string, values?: Values) => string;

const hole = /\{\{(\w+)\}\}/g;

const filled = (text: string, values?: Values): string =>
	values ? text.replace(hole, (_, name: string) => String(values[name] ?? '')) : text;

/** `mark` is what is done to an English text that stands in the place of one that the language lacks. */
function translatorFor(lang: Lang, mark: (english: string) => string): Translate {
	const words = dictionaries[lang];
	const fixed: TFunction = plurals.getFixedT(lang);
	const english: TFunction = plurals.getFixedT('en');
	return (key, values) => {
		if (values && 'count' in values) return has(lang, key) ? fixed(key, values) : mark(english(key, values));
		const text = words[key];
		if (text !== undefined) return filled(text, values);
		const other = dictionaries.en[key];
		return other === undefined ? key : mark(filled(other, values));
	};
}

/** Whether a language has a text, alone or in its plural forms. */
const has = (lang: Lang, key: string): boolean => key in dictionaries[lang] || `${key}_other` in dictionaries[lang];

const plainly = (english: string) => english;
const translators = Object.fromEntries(langs.map((lang) => [lang, translatorFor(lang, plainly)])) as Record<Lang, Translate>;

/** What a person has checked against the English that stands there now: checked against an older one is not checked (issue 7, part 3). Worked out once. */
const checkedKeys = Object.fromEntries(
	langs.map((lang) => {
		const marks = Object.entries(reviews[`/locales/${lang}/review.json`]?.reviewed ?? {});
		const keys: ReadonlySet<string> = new Set(
			marks.flatMap(([key, mark]) => (mark === sourceHash(englishOf(dictionaries.en, key)) ? [key] : []))
		);
		return [lang, keys];
	})
) as Record<Lang, ReadonlySet<string>>;

/** Whether a person who reads this language has checked this key's text. English is the source. */
export const isReviewed = (lang: Lang, key: string): boolean =>
	lang === 'en' || checkedKeys[lang].has(key) || checkedKeys[lang].has(`${key}_other`);

/** The English that a person had before them when they checked this text, as its hash; undefined where nobody has. */
export const reviewedSource = (lang: Lang, key: string): string | undefined => reviews[`/locales/${lang}/review.json`]?.reviewed[key];

/** The texts that a language lacks. The command line is English in every language, and nobody meets it on a page. */
const lacking = (lang: Lang): string[] =>
	Object.keys(dictionaries.en).filter(
		(key) => !(key in (files['/locales/en/cli.json'] ?? {})) && !has(lang, key) && !has(lang, key.replace(/_(one|other)$/, ''))
	);

/** How many texts a language has, of how many, and how many a person has checked: said openly at /languages. */
export function reviewOf(lang: Lang): { texts: number; checked: number; all: number; isWhole: boolean } {
	const texts = Object.keys(dictionaries[lang]).length;
	const checked = lang === 'en' ? texts : checkedKeys[lang].size;
	return { texts, checked, all: Object.keys(dictionaries.en).length, isWhole: lacking(lang).length === 0 };
}

const made = import.meta.glob<Record<string, string>>('/locales/*/made-from/words.json', { import: 'default' });
/** How many texts of a language stand in which state towards their English: for the hub, which sees what is due. */
export async function standingsOf(lang: Lang): Promise<Record<State, number>> {
	const [own, marks] = [dictionaries[lang], (await made[`/locales/${lang}/made-from/words.json`]?.()) ?? {}];
	const counts: Record<State, number> = { missing: 0, machine: 0, checked: 0, stale: 0 };
	counts.missing = lacking(lang).length;
	for (const [key, text] of Object.entries(own))
		counts[stateOf(englishOf(dictionaries.en, key), text, reviewedSource(lang, key), marks[key])] += 1;
	return counts;
}

/** Everything a page needs to speak one language. */
export type Words = {
	lang: Lang;
	dir: 'ltr' | 'rtl';
	t: Translate;
	/** The English of a safety, legal or consent text whose translation nobody has checked; null when there is nothing to show beside it, also where the English itself stands in its place. */
	english: (key: string, values?: Values) => string | null;
	/** Which language a text will really be in: English when the translation is missing. */
	spoken: (key: string) => Lang;
	/** An address of this site in this language. */
	to: (path: string) => string;
	/** Several things in one line, with the comma of this language. */
	list: (items: readonly string[]) => string;
};

function wordsOf(lang: Lang): Words {
	return {
		lang,
		dir: dirOf(lang),
		t: translators[lang],
		english: (key, values) => (isReviewed(lang, key) || !has(lang, key) ? null : translators.en(key, values)),
		spoken: (key) => (has(lang, key) ? lang : 'en'),
		to: (path) => toPath(lang, path),
		list: (items) => items.join(dirOf(lang) === 'rtl' ? '، ' : ', ')
	};
}
const all = Object.fromEntries(langs.map((lang) => [lang, wordsOf(lang)])) as Record<Lang, Words>;
export const wordsFor = (lang: Lang): Words => all[lang];

const onPages = Object.fromEntries(
	langs.map((lang) => [lang, isWhole(lang) ? all[lang] : { ...all[lang], t: translatorFor(lang, marked) }])
) as Record<Lang, Words>;
/** The same for the pages of a language: English in the place of a text that it lacks carries marks, which the finished page turns into `lang="en"`. */
export const wordsOnPage = (lang: Lang): Words => onPages[lang];

/** The keys of the terms that the glossary explains, in the order of the alphabet of this language. */
export function termsIn(lang: Lang): string[] {
	const { t } = all[lang];
	const keys = Object.keys(dictionaries.en).flatMap((key) => /^glossary\.(.+)\.term$/.exec(key)?.[1] ?? []);
	const order = new Intl.Collator(lang).compare;
	return keys.sort((one, other) => order(t(`glossary.${one}.term`), t(`glossary.${other}.term`)));
}
