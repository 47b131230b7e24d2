import type * as queries from '#server/db/queries/self-referrals.ts';
import * as q from '#server/db/queries/self-referrals.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const row = { id, hubId: id, source: 'self', once: id, lang: 'en', wordsSealed: bytes, codeHash: bytes, state: 'waiting' } as const;

export const selfReferrals = callsOf<typeof queries>({
	addSelfReferral: (tx) => q.addSelfReferral(tx, { ...row, madeAt: now, movedAt: now }),
	sendKept: (tx) => q.sendKept(tx, id, { way: 'phone', wordsSealed: bytes, dueAt: now, lang: 'en' }),
	keepAgain: (tx) => q.keepAgain(tx, id, bytes),
	idOfForm: (tx) => q.idOfForm(tx, id),
	askByCode: (tx) => q.askByCode(tx, bytes),
	askForOwner: (tx) => q.askForOwner(tx, id),
	changeOwnAsk: {
		more: (tx) => q.changeOwnAsk(tx, id, { moreSealed: bytes }),
		cancel: (tx) => q.changeOwnAsk(tx, id, { state: 'cancelled' })
	},
	joinAsk: (tx) => q.joinAsk(tx, bytes, id),
	joinedAsks: (tx) => q.joinedAsks(tx, id),
	selfReferralsOfHub: (tx) => q.selfReferralsOfHub(tx),
	selfReferralOfHub: (tx) => q.selfReferralOfHub(tx, id),
	settleAsk: {
		answer: (tx) => q.settleAsk(tx, id, { state: 'answered', answerSealed: bytes, answeredAt: now }, 'waiting'),
		'a try': (tx) => q.settleAsk(tx, id, { addsTry: { outcome: 'told', at: '2026-06-02' } })
	},
	asksOfAgency: (tx) => q.asksOfAgency(tx, id),
	deleteOldAsks: (tx) => q.deleteOldAsks(tx, 42, 1000),
	deleteAsksOf: (tx) => q.deleteAsksOf(tx, id)
});
