import { criteria } from '#features/directory/domain/codes.ts';
import { slugOf } from '#features/directory/domain/ids.ts';
import { rowsOfEntry } from '#features/directory/server/entry-rows.ts';
import { keepEntries } from '#features/directory/server/keep-entries.ts';
import type { Db } from '#server/db/as.ts';
import { keepAccreditations, keepHubScopes, type AccreditationRow, type HubScopeRow } from '#server/db/queries/directory-seed.ts';
import { addDays, londonDay, type Day } from '#shared/london.ts';
import { demoHub, jobActor } from '../act.ts';
import { entriesOf, type DemoEntry } from './entries.ts';

/** Days from the seeding: when it was given and until when it holds; the second ended yesterday, the third ends in thirty days (T40). */
const accredited = [
	{ slug: 'harbour-support-help-at-home', from: -120, until: 245, criteria },
	{ slug: 'wolds-counselling', from: -366, until: -1, criteria: criteria.slice(0, 5) },
	{ slug: 'tamar-support-safe-at-home', from: -335, until: 30, criteria: criteria.slice(0, 7) }
];

/** Whom the demo's hub and its two invented neighbours take (T44). */
const demoScopes = (name: string, today: Day): HubScopeRow[] => [
	{
		id: demoHub,
		name,
		phone: '01632 960100',
		website: null,
		areas: ['humberside'],
		rule: 'either',
		takesWitnesses: true,
		checkedOn: addDays(today, -30)
	},
	{
		id: demoHub.replace(/1$/, '2'),
		name: 'Tamar Care Team',
		phone: '01632 960200',
		website: 'https://example.org/tamar-care-team',
		areas: ['devon-and-cornwall'],
		rule: 'lives',
		takesWitnesses: false,
		checkedOn: addDays(today, -45)
	},
	{
		id: demoHub.replace(/1$/, '3'),
		name: 'Severn Care Team',
		phone: '01632 960300',
		website: 'https://example.org/severn-care-team',
		areas: ['avon-and-somerset'],
		rule: 'happened',
		takesWitnesses: true,
		checkedOn: addDays(today, -400)
	}
];

const slugIn = ({ entry }: DemoEntry) => slugOf(entry.service.name);

/** The accreditations of the demo, with the ids of the services they are for. @throws RangeError where a service is not there. */
function accreditationsOf(entries: readonly DemoEntry[], today: Day): AccreditationRow[] {
	return accredited.map(({ slug, from, until, criteria: met }, index) => {
		const found = entries.find((each) => slugIn(each) === slug);
		if (!found) throw new RangeError(`no service is called ${slug}`);
		const id = `01930000-0000-7000-8d00-${String(index + 1).padStart(12, '0')}`;
		const days = { from: addDays(today, from), until: addDays(today, until) };
		return {
			id,
			serviceId: found.entry.service.id,
			criteria: [...met],
			assessor: 'Humber Care Team',
			evidence: 'A visit, and papers seen.',
			...days
		};
	});
}

/** Fills the directory of the demo: every entry is kept by the demo's hub, the same ones with the same ids however often it is done. */
export async function seedDirectory(db: Db, now: Date, hubName: string): Promise<void> {
	const today = londonDay(now);
	const entries = entriesOf(today);
	const accreditations = accreditationsOf(entries, today);
	const holds = new Set(accreditations.filter(({ until }) => until >= today).map(({ serviceId }) => serviceId));
	const rows = entries.map((each) => {
		const { entry, agencyId } = each;
		const owned = { sourceId: null, agencyId, slug: slugIn(each), isShown: true, isAccredited: holds.has(entry.service.id) };
		return rowsOfEntry(entry, owned, today);
	});
	await db.as(jobActor, now, async (tx) => {
		await keepEntries(tx, rows);
		await keepAccreditations(tx, accreditations);
		await keepHubScopes(tx, demoScopes(hubName, today));
	});
}
