import { isLang, type Lang } from '#shared/lang.ts';

/** The path alone decides the language, so that 404 and 500 speak it too (DESIGN §6). */
export function readLanguage(pathname: string): { lang: Lang; path: string } {
	const [, first = '', ...rest] = pathname.split('/');
	if (first !== 'en' && isLang(first)) return { lang: first, path: `/${rest.join('/')}` };
	return { lang: 'en', path: pathname };
}
