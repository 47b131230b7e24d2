import { dirOf, langs, toPath } from '#shared/lang.ts';
import { publicPage } from '#server/http/guard.ts';
import { shellFacts } from '#server/http/shell.ts';

export const load = publicPage(({ locals: { lang, path, area } }) => ({
	lang,
	path,
	area,
	languages: langs.map((each) => ({ lang: each, dir: dirOf(each), href: toPath(each, path), isCurrent: each === lang })),
	shell: shellFacts()
}));
