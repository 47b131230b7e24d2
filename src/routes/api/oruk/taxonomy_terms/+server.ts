import { openData } from '#server/http/open-data.ts';
import { listTerms } from '#features/directory/server/publish-terms.ts';
import { problemTitle } from '#features/directory/domain/oruk-ask.ts';
import type { RequestEvent } from './$types';

export const trailingSlash = 'ignore';
export const GET = openData(problemTitle, ({ url }: RequestEvent) => listTerms(url.searchParams));
export { OPTIONS, fallback } from '../open-doors.ts';
