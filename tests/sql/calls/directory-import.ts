import type * as queries from '#server/db/queries/directory-import.ts';
import * as q from '#server/db/queries/directory-import.ts';
import { callsOf, id } from '../recorder.ts';

export const directoryImport = callsOf<typeof queries>({
	standingOf: (tx) => q.standingOf(tx, id, [id], '2026-06-02'),
	takenIds: (tx) => q.takenIds(tx, id, [id]),
	takenSlugs: (tx) => q.takenSlugs(tx, ['slug']),
	releaseLinks: (tx) => q.releaseLinks(tx, id, [{ id, serviceId: id }]),
	hiddenPlaces: (tx) => q.hiddenPlaces(tx, id, id, 10),
	hidePlaces: (tx) => q.hidePlaces(tx, [id]),
	idsOfSource: (tx) => q.idsOfSource(tx, id, id, 10)
});
