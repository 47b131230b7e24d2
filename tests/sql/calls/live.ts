import type * as queries from '#server/db/queries/live.ts';
import * as q from '#server/db/queries/live.ts';
import { callsOf, id } from '../recorder.ts';

export const live = callsOf<typeof queries>({
	livingSessions: (tx) => q.livingSessions(tx, ['hash']),
	seenAmong: {
		'cases and people': (tx) => q.seenAmong(tx, { cases: [id], people: [id] }),
		nothing: (tx) => q.seenAmong(tx, { cases: [], people: [] })
	}
});
