import type * as queries from '#server/db/queries/numbers.ts';
import * as q from '#server/db/queries/numbers.ts';
import { callsOf, now } from '../recorder.ts';

export const numbers = callsOf<typeof queries>({
	offersBetween: (tx) => q.offersBetween(tx, now, now),
	needsBetween: (tx) => q.needsBetween(tx, now, now),
	agencyNames: (tx) => q.agencyNames(tx)
});
