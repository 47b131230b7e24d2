import type * as queries from '#server/db/queries/audit.ts';
import * as q from '#server/db/queries/audit.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const withheld = { id, hubId: id, personId: id, chain: id, seq: 1, reasonSealed: bytes, reviewOn: '2026-07-01', madeBy: id, madeAt: now };

export const audit = callsOf<typeof queries>({
	chainHeads: (tx) => q.chainHeads(tx),
	chainPage: (tx) => q.chainPage(tx, id, 0, 5000),
	holdAnchors: (tx) => q.holdAnchors(tx),
	looksAtMe: (tx) => q.looksAtMe(tx, now, 200),
	looksAt: (tx) => q.looksAt(tx, id, now, 200),
	withheldFrom: (tx) => q.withheldFrom(tx, id),
	addWithheld: (tx) => q.addWithheld(tx, withheld),
	endWithheld: (tx) => q.endWithheld(tx, id, { chain: id, seq: 1 }, id),
	endReview: (tx) => q.endReview(tx, id, `${id}/1`, id),
	ownSignIn: (tx) => q.ownSignIn(tx),
	ownAbout: (tx) => q.ownAbout(tx, id),
	ownQuestions: (tx) => q.ownQuestions(tx, id),
	ownReach: (tx) => q.ownReach(tx, id),
	ownHides: (tx) => q.ownHides(tx, id)
});
