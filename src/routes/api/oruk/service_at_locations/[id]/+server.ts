import { openData } from '#server/http/open-data.ts';
import { onePlace } from '#features/directory/server/publish.ts';
import { problemTitle } from '#features/directory/domain/oruk-ask.ts';
import { readingOf } from '../../open-doors.ts';
import type { RequestEvent } from './$types';

export const trailingSlash = 'ignore';
export const GET = openData(problemTitle, (event: RequestEvent) => onePlace(readingOf(event), event.params.id, event.locals.now));
export { OPTIONS, fallback } from '../../open-doors.ts';
