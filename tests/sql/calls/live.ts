import type * as queries from '#server/db/queries/live.ts';
import * as q from '#server/db/queries/live.ts';
import { callsOf, id } from '../recorder.ts';

export const live = callsOf<typeof queries>({
	seenAmong: (tx) => q.seenAmong(tx, { cases: [id], people: [id] })
});
