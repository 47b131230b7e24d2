import type * as queries from '#server/db/queries/directory-seed.ts';
import * as q from '#server/db/queries/directory-seed.ts';
import { callsOf, id } from '../recorder.ts';

const hub = { id, name: 'Humber Care Team', phone: '01632 960100', website: null, areas: ['humberside'], rule: 'either', takesWitnesses: true } as const;

export const directorySeed = callsOf<typeof queries>({
	keepAccreditations: (tx) =>
		q.keepAccreditations(tx, [
			{ id, serviceId: id, criteria: ['trained'], assessor: 'Humber Care Team', evidence: 'Seen', from: '2026-01-01', until: '2026-12-31' }
		]),
	keepHubScopes: (tx) => q.keepHubScopes(tx, [{ ...hub, areas: [...hub.areas], checkedOn: '2026-06-01' }])
});
