/** The languages this house begins with: named first on every page, always whole, with word lists and wordings to agree to of their own. English is the source. */
export const wholeLangs = ['en', 'cy', 'ar'] as const;
export type WholeLang = (typeof wholeLangs)[number];

/** The languages of this hub; the path alone decides which one a page speaks (DESIGN §6). What nobody has written in one of them stands in English, marked so, piece by piece (decision 27). */
export const langs = ['en', 'cy', 'pl', 'ro', 'pa', 'ur', 'ar', 'bn', 'uk', 'so', 'fa', 'pt'] as const;
export type Lang = (typeof langs)[number];

const rightToLeft: readonly Lang[] = ['ar', 'ur', 'fa'];

/** One thing for each language. */
export const inEach = <Out>(make: (lang: Lang) => Out): Record<Lang, Out> =>
	Object.fromEntries(langs.map((lang) => [lang, make(lang)])) as Record<Lang, Out>;

/** Which way a language is written. */
export const dirOf = (lang: Lang): 'ltr' | 'rtl' => (rightToLeft.includes(lang) ? 'rtl' : 'ltr');

/** Narrows any text to a language we have. */
export const isLang = (text: string | undefined): text is Lang => langs.some((lang) => lang === text);

/** Whether everything stands in this language. */
export const isWhole = (lang: Lang): lang is WholeLang => wholeLangs.some((whole) => whole === lang);
/** The others, named after those on every page. */
export const otherLangs: readonly Lang[] = langs.filter((lang) => !isWhole(lang));
/** The language in which a text stands of which there is one for each whole language: English for the others. */
export const wholeOf = (lang: Lang): WholeLang => (isWhole(lang) ? lang : 'en');

/** An address of this site in a language. English has no prefix. */
export const toPath = (lang: Lang, path: string): string => (lang === 'en' ? path : path === '/' ? `/${lang}` : `/${lang}${path}`);
