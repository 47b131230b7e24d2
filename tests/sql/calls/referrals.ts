import type * as agencyQueries from '#server/db/queries/referrals-agency.ts';
import type * as jobQueries from '#server/db/queries/referrals-jobs.ts';
import type * as referralQueries from '#server/db/queries/referrals.ts';
import type * as safetyQueries from '#server/db/queries/safety-shares.ts';
import type * as offerQueries from '#server/db/queries/offers.ts';
import * as a from '#server/db/queries/referrals-agency.ts';
import * as j from '#server/db/queries/referrals-jobs.ts';
import * as o from '#server/db/queries/offers.ts';
import * as r from '#server/db/queries/referrals.ts';
import * as s from '#server/db/queries/safety-shares.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const of = { id, hubId: id, personId: id, agencyId: id };

export const referrals = callsOf<typeof referralQueries>({
	addConsent: (tx) => r.addConsent(tx, { ...of, fields: ['name'], wording: 1, lang: 'en', askedAt: now }),
	addReferral: (tx) => r.addReferral(tx, { ...of, consentId: id, state: 'draft', madeAt: now, movedAt: now }),
	addReferralText: (tx) => r.addReferralText(tx, { id, hubId: id, linesSealed: bytes, madeAt: now }),
	addReferralMove: (tx) => r.addReferralMove(tx, { id, hubId: id, referralId: id, move: 'send', toState: 'sent', mover: 'hub', at: now }),
	addSaid: (tx) => r.addSaid(tx, { id, hubId: id, referralId: id, personId: id, said: 'helped', at: now }),
	moveReferral: (tx) => r.moveReferral(tx, id, 'sent', { state: 'accepted', movedAt: now }),
	giveConsent: (tx) => r.giveConsent(tx, id, { fields: ['name'], wording: 1, lang: 'en', endsOn: '2027-06-02', givenBy: 'person' }),
	refuseConsent: (tx) => r.refuseConsent(tx, id, '2026-07-14'),
	endConsent: (tx) => r.endConsent(tx, id, 'stopped'),
	sharedOfPerson: {
		all: (tx) => r.sharedOfPerson(tx, id),
		one: (tx) => r.sharedOfPerson(tx, id, id)
	},
	sharedOfHub: (tx) => r.sharedOfHub(tx),
	sharedInHub: (tx) => r.sharedInHub(tx, id),
	hasOpenTo: (tx) => r.hasOpenTo(tx, id, id),
	linesOf: (tx) => r.linesOf(tx, id),
	notesOf: (tx) => r.notesOf(tx, id),
	saveLines: (tx) => r.saveLines(tx, id, bytes),
	movesOf: (tx) => r.movesOf(tx, id),
	saidAbout: (tx) => r.saidAbout(tx, [id])
});

export const referralsAgency = callsOf<typeof agencyQueries>({
	referralsOfAgency: {
		all: (tx) => a.referralsOfAgency(tx, id),
		one: (tx) => a.referralsOfAgency(tx, id, id)
	},
	notesToAdd: (tx) => a.notesToAdd(tx, id),
	saveNotes: (tx) => a.saveNotes(tx, id, bytes),
	confirmStopped: (tx) => a.confirmStopped(tx, id, id),
	personOfReferral: (tx) => a.personOfReferral(tx, id),
	requestOfThread: (tx) => a.requestOfThread(tx, id),
	sharedWays: (tx) => a.sharedWays(tx, id),
	sharedChoice: (tx) => a.sharedChoice(tx, id),
	addMeasures: (tx) => a.addMeasures(tx, [{ id, hubId: id, referralId: id, point: 'close', outcome: 'safety', score: 5, at: now }])
});

export const referralsJobs = callsOf<typeof jobQueries>({
	runningReferrals: (tx) => j.runningReferrals(tx, id),
	referralForJob: (tx) => j.referralForJob(tx, id),
	markLateTold: (tx) => j.markLateTold(tx, id),
	unconfirmedStops: (tx) => j.unconfirmedStops(tx),
	takeAskAgain: (tx) => j.takeAskAgain(tx, '2026-06-02'),
	referralIdsOf: (tx) => j.referralIdsOf(tx, id),
	deleteShared: (tx) => j.deleteShared(tx, id, [id])
});

export const safetyShares = callsOf<typeof safetyQueries>({
	addSafetyShare: (tx) => s.addSafetyShare(tx, { id, hubId: id, caseId: id, personId: id, wordsSealed: bytes, decidedBy: id, madeAt: now }),
	safetySharesOf: (tx) => s.safetySharesOf(tx, id),
	ownSafetyShares: (tx) => s.ownSafetyShares(tx, id),
	settleSafetyShare: (tx) => s.settleSafetyShare(tx, id, id, { shownAt: now })
});

export const offers = callsOf<typeof offerQueries>({ partnerServices: (tx) => o.partnerServices(tx, '2026-06-02') });
