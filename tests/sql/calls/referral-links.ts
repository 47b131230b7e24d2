import type * as queries from '#server/db/queries/referral-links.ts';
import * as q from '#server/db/queries/referral-links.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const row = {
	...({ id, hubId: id, referralId: id, agencyId: id, tokenHash: bytes, wordsHash: bytes, givenBy: 'email', toldBy: 'phone' } as const),
	...{ madeBy: id, madeAt: now, endsAt: now }
};

export const referralLinks = callsOf<typeof queries>({
	addLink: (tx) => q.addLink(tx, row),
	shutLinks: (tx) => q.shutLinks(tx, id),
	newestLink: (tx) => q.newestLink(tx, id),
	linkByToken: (tx) => q.linkByToken(tx, bytes),
	openedLink: (tx) => q.openedLink(tx, id),
	countLinkTry: {
		right: (tx) => q.countLinkTry(tx, id, 'right'),
		wrong: (tx) => q.countLinkTry(tx, id, 'wrong'),
		shut: (tx) => q.countLinkTry(tx, id, 'shut')
	}
});
