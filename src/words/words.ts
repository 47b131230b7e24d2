import i18next, { type TFunction } from 'i18next';
import { dirOf, langs, toPath, type Lang } from '#shared/lang.ts';

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

function translatorFor(lang: Lang): Translate {
	const words = dictionaries[lang];
	const fixed: TFunction = plurals.getFixedT(lang);
	return (key, values) => {
		if (values && 'count' in values) return fixed(key, values);
		const text = words[key] ?? dictionaries.en[key];
		if (text === undefined) return key;
		return values ? text.replace(hole, (_, name: string) => String(values[name] ?? '')) : text;
	};
}

const translators = Object.fromEntries(langs.map((lang) => [lang, translatorFor(lang)])) as Record<Lang, Translate>;

/** Whether a person who reads this language has checked this key's text. English is the source. */
export const isReviewed = (lang: Lang, key: string): boolean =>
	lang === 'en' || Boolean(reviews[`/locales/${lang}/review.json`]?.reviewed[key]);

/** The English that a person had before them when they checked this text, as its hash; undefined where nobody has. */
export const reviewedSource = (lang: Lang, key: string): string | undefined => reviews[`/locales/${lang}/review.json`]?.reviewed[key];

/** How many texts a language has, and how many a person has checked: said openly at /languages. */
export function reviewOf(lang: Lang): { texts: number; checked: number } {
	const texts = Object.keys(dictionaries[lang]).length;
	return { texts, checked: lang === 'en' ? texts : Object.keys(reviews[`/locales/${lang}/review.json`]?.reviewed ?? {}).length };
}

/** Everything a page needs to speak one language. */
export type Words = {
	lang: Lang;
	dir: 'ltr' | 'rtl';
	t: Translate;
	/** The English of a safety, legal or consent text whose translation nobody has checked; null when there is nothing to show beside it. */
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
		english: (key, values) => (isReviewed(lang, key) ? null : translators.en(key, values)),
		spoken: (key) => (dictionaries[lang][key] === undefined ? 'en' : lang),
		to: (path) => toPath(lang, path),
		list: (items) => items.join(lang === 'ar' ? '، ' : ', ')
	};
}
const all = Object.fromEntries(langs.map((lang) => [lang, wordsOf(lang)])) as Record<Lang, Words>;
export const wordsFor = (lang: Lang): Words => all[lang];

/** The keys of the terms that the glossary explains, in the order of the alphabet of this language. */
export function termsIn(lang: Lang): string[] {
	const { t } = all[lang];
	const keys = Object.keys(dictionaries.en).flatMap((key) => /^glossary\.(.+)\.term$/.exec(key)?.[1] ?? []);
	const order = new Intl.Collator(lang).compare;
	return keys.sort((one, other) => order(t(`glossary.${one}.term`), t(`glossary.${other}.term`)));
}
