import type * as careQueries from '#server/db/queries/directory-care.ts';
import type * as deskQueries from '#server/db/queries/directory-desk.ts';
import * as c from '#server/db/queries/directory-care.ts';
import * as q from '#server/db/queries/directory-desk.ts';
import { callsOf, id, now } from '../recorder.ts';

const today = '2026-06-02';
const asked: q.DeskAsked = { view: 'all', like: '', today, yearAgo: '2025-06-02', soon: '2026-08-01', after: null, most: 51 };
const version = { id, keptBy: id, serviceId: id, base: 1, state: 'waiting', record: {}, madeAt: now, madeBy: 'agency' } as const;

export const directoryDesk = callsOf<Omit<typeof deskQueries, 'deskViews'>>({
	entryOfHub: (tx) => q.entryOfHub(tx, id, today),
	entryOfAgency: (tx) => q.entryOfAgency(tx, id, id, today),
	entriesTurned: (tx) => q.entriesTurned(tx, '2026-06-01', today, id),
	holdEntry: (tx) => q.holdEntry(tx, id),
	isSlugTaken: (tx) => q.isSlugTaken(tx, 'harbour'),
	listEntries: {
		all: (tx) => q.listEntries(tx, asked),
		'a name, onwards': (tx) => q.listEntries(tx, { ...asked, view: 'hidden', like: 'harbour', after: { name: 'Harbour', id } }),
		waiting: (tx) => q.listEntries(tx, { ...asked, view: 'waiting' }),
		reported: (tx) => q.listEntries(tx, { ...asked, view: 'reported' }),
		unassured: (tx) => q.listEntries(tx, { ...asked, view: 'unassured' }),
		unchecked: (tx) => q.listEntries(tx, { ...asked, view: 'unchecked' }),
		ending: (tx) => q.listEntries(tx, { ...asked, view: 'ending' })
	},
	entriesOfAgency: (tx) => q.entriesOfAgency(tx, id),
	versionsOf: (tx) => q.versionsOf(tx, id),
	waitingVersion: (tx) => q.waitingVersion(tx, id),
	versionById: (tx) => q.versionById(tx, id, id),
	versionNumbered: (tx) => q.versionNumbered(tx, id, 1),
	addVersion: (tx) => q.addVersion(tx, version),
	decideVersion: (tx) => q.decideVersion(tx, id, { state: 'refused', version: null, by: id, note: 'No' }),
	endOwnWaiting: (tx) => q.endOwnWaiting(tx, id, id, 'replaced')
});

export const directoryCare = callsOf<typeof careQueries>({
	accreditationsOf: (tx) => c.accreditationsOf(tx, id),
	addAccreditation: (tx) =>
		c.addAccreditation(tx, {
			...{ id, keptBy: id, serviceId: id, criteria: ['trained'], assessor: 'Helen', evidence: 'A visit', madeAt: now },
			from: today,
			until: '2027-06-01'
		}),
	endAccreditation: (tx) => c.endAccreditation(tx, id, id, id),
	reportsOf: (tx) => c.reportsOf(tx, id),
	settleReports: (tx) => c.settleReports(tx, id, id),
	hasEntryTask: (tx) => c.hasEntryTask(tx, id, 'service_changed'),
	countEntryTasks: (tx) => c.countEntryTasks(tx, 'update_asked'),
	settleEntryTasks: (tx) => c.settleEntryTasks(tx, id, ['service_changed'], id),
	dropEntryTasks: (tx) => c.dropEntryTasks(tx, id, 'service_changed'),
	setQualities: (tx) => c.setQualities(tx, [{ id, quality: 50, contentHash: 'hash' }]),
	countsByNeed: (tx) => c.countsByNeed(tx, ['humberside']),
	areasOfHub: (tx) => c.areasOfHub(tx),
	areasServed: (tx) => c.areasServed(tx)
});
