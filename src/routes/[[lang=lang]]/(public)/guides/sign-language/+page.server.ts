import { guidesWithFilm, rowOf } from '#features/guides/server/library.ts';
import { publicPage } from '#server/http/guard.ts';

const about = ['interpreter', 'disability-access'];

export const load = publicPage(({ locals: { lang } }) => ({
	guides: about.map((slug) => rowOf(lang, slug)),
	films: guidesWithFilm(lang)
}));
