import type * as queries from '#server/db/queries/directory-sources.ts';
import * as q from '#server/db/queries/directory-sources.ts';
import { callsOf, id, now } from '../recorder.ts';

const counts = { read: 1, added: 1, changed: 0, same: 0, gone: 0, left: 0 };
const term = { id, vocabulary: 'list', term: 'L-1', name: 'Housing', uses: 1, meaning: ['need.home'] };

export const directorySources = callsOf<typeof queries>({
	addSource: (tx) => q.addSource(tx, { id, slug: 'source', name: 'Source', url: null, licence: 'OGL' }),
	sourcesOf: (tx) => q.sourcesOf(tx),
	sourceBySlug: (tx) => q.sourceBySlug(tx, 'source'),
	sourceById: (tx) => q.sourceById(tx, id),
	acceptSource: (tx) => q.acceptSource(tx, id),
	stopSource: (tx) => q.stopSource(tx, id),
	addRun: (tx) => q.addRun(tx, { id, sourceId: id, state: 'asked', counts, faults: [] }),
	takeRun: (tx) => q.takeRun(tx, now),
	beginDue: (tx) => q.beginDue(tx, id, now),
	endRun: (tx) => q.endRun(tx, id, { state: 'applied', counts, faults: [] }),
	runsOf: (tx) => q.runsOf(tx, id),
	faultsOf: (tx) => q.faultsOf(tx, id),
	forgetRuns: (tx) => q.forgetRuns(tx, id, now),
	termsOf: (tx) => q.termsOf(tx, id),
	keepTerms: (tx) => q.keepTerms(tx, id, [term]),
	mapTerm: { said: (tx) => q.mapTerm(tx, id, id, ['need.home'], id), 'taken back': (tx) => q.mapTerm(tx, id, id, null, id) }
});
