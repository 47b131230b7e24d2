import type * as queries from '#server/db/queries/team.ts';
import * as q from '#server/db/queries/team.ts';
import { callsOf, id } from '../recorder.ts';

export const team = callsOf<typeof queries>({
	teamOf: (tx) => q.teamOf(tx),
	setRoles: (tx) => q.setRoles(tx, id, ['care']),
	endSessionsOfWorker: (tx) => q.endSessionsOfWorker(tx, id),
	shutAccounts: (tx) => q.shutAccounts(tx, id),
	hasOtherSupervisor: (tx) => q.hasOtherSupervisor(tx, id),
	markLeft: (tx) => q.markLeft(tx, id),
	casesNaming: (tx) => q.casesNaming(tx, id),
	leftWithCases: (tx) => q.leftWithCases(tx),
	staffInvitationsOf: (tx) => q.staffInvitationsOf(tx, [id])
});
