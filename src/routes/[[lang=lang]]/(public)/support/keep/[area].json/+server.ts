import { error, json } from '@sveltejs/kit';
import { areaOf } from '#features/directory/domain/places.ts';
import { keepArea } from '#features/directory/server/keep-area.ts';
import { asReader, openEndpoint } from '#server/http/guard.ts';

/** The list of an area, for a device that was asked to keep it: no cookie is read, the same bytes for everybody. */
export const GET = openEndpoint(async (event) => {
	const area = areaOf(event.params.area ?? '');
	if (!area) error(404, 'no-area');
	event.locals.keeps = 'minute';
	return json(await asReader(event, (ctx) => keepArea(ctx, area)));
});
