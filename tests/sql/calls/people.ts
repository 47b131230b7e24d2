import type * as queries from '#server/db/queries/people.ts';
import * as q from '#server/db/queries/people.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const base = { id, hubId: id, madeAt: now };
const said = { mayContact: 'yes', voicemail: 'none', sayWho: false, hardNews: 'call_first', changedSince: false } as const;
const way = { kind: 'phone', safe: 'safe', checked: true, valueSealed: bytes, valueIndex: bytes } as const;

export const people = callsOf<typeof queries>({
	personsOf: (tx) => q.personsOf(tx, [id]),
	personsByIndex: {
		'by name': (tx) => q.personsByIndex(tx, 'nameIndex', bytes),
		'by name and birth': (tx) => q.personsByIndex(tx, 'nameBornIndex', bytes)
	},
	personsByWay: (tx) => q.personsByWay(tx, bytes),
	waysOf: (tx) => q.waysOf(tx, [id]),
	preferencesOf: (tx) => q.preferencesOf(tx, [id]),
	riskMarksOf: (tx) => q.riskMarksOf(tx, [id]),
	workersOf: { 'who have not left': (tx) => q.workersOf(tx), 'by id': (tx) => q.workersOf(tx, [id]) },
	agenciesOf: (tx) => q.agenciesOf(tx),
	addHub: (tx) => q.addHub(tx, { id, slug: 'test', name: 'Test', madeAt: now }),
	addAgency: (tx) => q.addAgency(tx, { id, hubId: id, slug: 'police', name: 'Police', source: 'police' }),
	addWorker: (tx) => q.addWorker(tx, { ...base, nameSealed: bytes, team: 'East' }),
	addPerson: (tx) => q.addPerson(tx, { ...base, nameSealed: bytes, nameIndex: bytes, lang: 'en' }),
	addWay: (tx) => q.addWay(tx, { ...base, ...way, personId: id }),
	addPreference: (tx) => q.addPreference(tx, { ...base, ...said, personId: id, version: 1 }),
	addRiskMark: (tx) => q.addRiskMark(tx, { ...base, personId: id, reasonSealed: bytes, author: id, reviewOn: '2026-07-01' })
});
