/** The languages of this hub. English first; the path alone decides which one a page speaks (DESIGN §6). */
export const langs = ['en', 'cy', 'ar'] as const;
export type Lang = (typeof langs)[number];

const rightToLeft: readonly Lang[] = ['ar'];

/** Which way a language is written. */
export const dirOf = (lang: Lang): 'ltr' | 'rtl' => (rightToLeft.includes(lang) ? 'rtl' : 'ltr');

/** Narrows any text to a language we have. */
export const isLang = (text: string | undefined): text is Lang => langs.some((lang) => lang === text);

/** An address of this site in a language. English has no prefix. */
export const toPath = (lang: Lang, path: string): string => (lang === 'en' ? path : path === '/' ? `/${lang}` : `/${lang}${path}`);
