import { openData } from '#server/http/open-data.ts';
import { problemTitle } from '#features/directory/domain/oruk-ask.ts';

export const trailingSlash = 'ignore';
/** Nothing is here, said the way machines read it. */
export const GET = openData(problemTitle, () => ({ missing: true as const }));
export { OPTIONS, fallback } from '../open-doors.ts';
