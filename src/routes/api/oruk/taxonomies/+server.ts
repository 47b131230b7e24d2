import { openData } from '#server/http/open-data.ts';
import { listTaxonomies } from '#features/directory/server/publish-terms.ts';
import { problemTitle } from '#features/directory/domain/oruk-ask.ts';
import type { RequestEvent } from './$types';

export const trailingSlash = 'ignore';
export const GET = openData(problemTitle, ({ url }: RequestEvent) => listTaxonomies(url.searchParams));
export { OPTIONS, fallback } from '../open-doors.ts';
