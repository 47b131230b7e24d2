import { dirOf, isWhole, langs, toPath } from '#shared/lang.ts';
import { publicPage } from '#server/http/guard.ts';
import { rolesHere } from '#server/http/menu.ts';
import { shellFacts } from '#server/http/shell.ts';
import { londonDay } from '#shared/london.ts';
import { closedSoon } from '#shared/office.ts';
import { hoursOf } from '#words/hours.ts';

export const load = publicPage(async (event) => {
	const { lang, path, area, now } = event.locals;
	const facts = shellFacts(lang);
	return {
		lang,
		path,
		area,
		// A public page asked with something behind its address stays the same page in another language.
		languages: langs.map((each) => ({
			lang: each,
			dir: dirOf(each),
			href: toPath(each, path) + (area === 'public' && event.request.method === 'GET' ? event.url.search : ''),
			isCurrent: each === lang,
			isFirst: isWhole(each)
		})),
		roles: await rolesHere(event),
		shell: {
			...facts,
			hours: hoursOf(lang, facts.office),
			inEnglish: hoursOf('en', facts.office),
			closed: closedSoon(facts.office, londonDay(now))
		}
	};
});
