import { dirOf, langs, toPath } from '#shared/lang.ts';
import { publicPage } from '#server/http/guard.ts';
import { rolesHere } from '#server/http/menu.ts';
import { shellFacts } from '#server/http/shell.ts';

export const load = publicPage(async (event) => {
	const { lang, path, area } = event.locals;
	return {
		lang,
		path,
		area,
		// A public page asked with something behind its address stays the same page in another language.
		languages: langs.map((each) => ({
			lang: each,
			dir: dirOf(each),
			href: toPath(each, path) + (area === 'public' && event.request.method === 'GET' ? event.url.search : ''),
			isCurrent: each === lang
		})),
		roles: await rolesHere(event),
		shell: shellFacts()
	};
});
