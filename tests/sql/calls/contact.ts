import type * as queries from '#server/db/queries/contact.ts';
import * as q from '#server/db/queries/contact.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const base = { id, hubId: id, personId: id, version: 2, madeAt: now };
const said = { mayContact: 'yes', voicemail: 'none', sayWho: false, hardNews: 'call_first', changedSince: false } as const;

export const contact = callsOf<typeof queries>({
	ownChoices: (tx) => q.ownChoices(tx, id),
	addChoices: (tx) => q.addChoices(tx, { ...base, ...said, chosen: [id], given: ['codeWord'] }),
	shutWays: (tx) => q.shutWays(tx, id, [id]),
	endWays: (tx) => q.endWays(tx, id, [id]),
	changeWay: (tx) => q.changeWay(tx, id, id, { checked: true }),
	waysByIndex: (tx) => q.waysByIndex(tx, id, [bytes]),
	secretWordsOf: (tx) => q.secretWordsOf(tx, [id]),
	changeLang: (tx) => q.changeLang(tx, id, 'pl'),
	adjustmentsOf: (tx) => q.adjustmentsOf(tx, [id]),
	addAdjustment: (tx) => q.addAdjustment(tx, { ...base, codes: ['bsl'], reviewOn: '2027-06-02' })
});
