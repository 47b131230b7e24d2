import { error, json } from '@sveltejs/kit';
import { keepGuides } from '#features/guides/server/keep-guides.ts';
import { openEndpoint } from '#server/http/guard.ts';
import { isLang } from '#shared/lang.ts';

/** What belongs to the guides of a language, for a device that was asked to keep them: no cookie is read, the same bytes for everybody. */
export const GET = openEndpoint(async ({ params, locals }) => {
	if (!isLang(params.of)) error(404, 'no-language');
	locals.keeps = 'minute';
	return json(await keepGuides(params.of, locals.now));
});
