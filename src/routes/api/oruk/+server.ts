import { openData } from '#server/http/open-data.ts';
import { aboutFeed } from '#features/directory/server/publish-terms.ts';
import { problemTitle } from '#features/directory/domain/oruk-ask.ts';

export const trailingSlash = 'ignore';
export const GET = openData(problemTitle, () => aboutFeed());
export { OPTIONS, fallback } from './open-doors.ts';
