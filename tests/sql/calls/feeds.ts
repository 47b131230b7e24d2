import type * as queries from '#server/db/queries/feeds.ts';
import * as q from '#server/db/queries/feeds.ts';
import { bytes, callsOf, id, now } from '../recorder.ts';

const row = { id, rowKey: bytes, refIndex: bytes, month: '2026-05', agencySlug: 'police', outcomeCode: null, outcomeName: '', asOf: 'happened' } as const;

export const feeds = callsOf<typeof queries>({
	addFeedRows: (tx) => q.addFeedRows(tx, 'police-uk', id, [row]),
	addFeedBatch: (tx) => q.addFeedBatch(tx, { id, hubId: id, feed: 'police-uk', rows: 1, rawSealed: bytes, madeAt: now }),
	holdersOf: (tx) => q.holdersOf(tx, [bytes]),
	holderOf: (tx) => q.holderOf(tx, id, id),
	feedEventsByReference: (tx) => q.feedEventsByReference(tx, bytes),
	markAttached: (tx) => q.markAttached(tx, id, [id]),
	holdFeeds: { shared: (tx) => q.holdFeeds(tx, 'shared'), alone: (tx) => q.holdFeeds(tx, 'alone') },
	agenciesBySlug: (tx) => q.agenciesBySlug(tx, ['police']),
	addAgencyOnce: (tx) => q.addAgencyOnce(tx, { id, hubId: id, slug: 'police', name: 'Police', source: 'police' }),
	unknownOutcomes: (tx) => q.unknownOutcomes(tx),
	waitingRows: (tx) => q.waitingRows(tx)
});
