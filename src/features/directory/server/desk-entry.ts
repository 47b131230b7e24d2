import type { Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { addVersion, entryOfHub, isSlugTaken, versionNumbered, type EntryRow, type VersionRow } from '#server/db/queries/directory-desk.ts';
import { workersOf } from '#server/db/queries/people.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import type { Facets } from '../domain/facets.ts';
import { slugOf } from '../domain/ids.ts';
import type { Doc, Entry, LocationDoc, OrganisationDoc, ServiceDoc, ServiceLocationDoc } from '../domain/record.ts';
import { rowsOfEntry, type Owned } from './entry-rows.ts';
import { keepEntries } from './keep-entries.ts';

/** An entry whole, from how it is stored. */
export const entryOf = (row: EntryRow): Entry => ({
	service: row.doc as ServiceDoc,
	organisation: row.organisation as OrganisationDoc,
	at: row.at.map(({ link, location, isConfidential }) => ({
		link: link as ServiceLocationDoc,
		location: location as LocationDoc,
		// Of a refuge every place is stored as confidential; what was said of the place itself is not told apart, and need not be.
		isConfidential
	})),
	contacts: row.contacts as Doc[],
	facets: row.facets as Facets,
	isConfidential: row.isConfidential,
	assuredOn: row.assuredOn,
	checkedOn: row.checkedOn
});

/** What was kept of an entry as one of its versions. */
export const recordOf = ({ record }: VersionRow): Entry => record as unknown as Entry;

const isOpen = (status: string) => status === 'active' || status === 'temporarily closed';
/** Whose an entry is, and whether it is shown. One that is closed for good is not shown, and was not hidden by the hub for that. */
export const ownedOf = (row: EntryRow): Owned => ({
	sourceId: row.sourceId,
	agencyId: row.agencyId,
	slug: row.slug,
	isShown: row.isShown || !isOpen((row.doc as ServiceDoc).status),
	isAccredited: row.accreditedUntil !== null
});

/** One entry of this hub. @throws NotYours where it has none with that id. */
export async function loadEntry(db: Tx, id: string): Promise<EntryRow> {
	const row = await entryOfHub(db, id, londonDay(db.now));
	if (!row) throw new NotYours();
	return row;
}

/** By whom, for the list of versions. */
export type By = { madeBy: 'agency' | 'hub'; workerId: string | null; agencyId: string | null };

const versionRow = (db: Tx, entry: Entry, version: number): Omit<VersionRow, 'madeBy' | 'workerId' | 'agencyId' | 'madeAt'> => ({
	id: newId(db.now),
	keptBy: db.hub,
	serviceId: entry.service.id,
	base: Math.max(0, version - 1),
	version,
	state: 'live',
	record: entry as unknown as Record<string, unknown>,
	decidedAt: null,
	decidedBy: null,
	note: null
});

/**
 * Makes the entry say this, found and listed by it at once. What it said before is kept as a version if it was not yet, so that a later change can always be
 * compared with what it was written on. @returns the number of the version that it is now, and whether that is a new one
 */
export async function applyEntry(
	db: Tx,
	entry: Entry,
	owned: Owned,
	before: EntryRow | null
): Promise<{ version: number; isNew: boolean }> {
	if (before && !(await versionNumbered(db, before.id, before.version)))
		await addVersion(db, {
			...versionRow(db, entryOf(before), before.version),
			agencyId: null,
			madeBy: before.sourceId ? 'feed' : 'hub',
			workerId: null,
			madeAt: new Date(before.modifiedAt)
		});
	const kept = await keepEntries(db, [rowsOfEntry(entry, owned, londonDay(db.now))]);
	const now = await loadEntry(db, entry.service.id);
	return { version: now.version, isNew: kept.same === 0 };
}

/** The same, written into the list of versions as the deed of somebody. */
export async function changeEntry(db: Tx, entry: Entry, owned: Owned, before: EntryRow | null, by: By): Promise<void> {
	const { version, isNew } = await applyEntry(db, entry, owned, before);
	if (isNew) await addVersion(db, { ...versionRow(db, entry, version), ...by, madeAt: db.now });
}

/** An address for a new entry: its name, or its name and a number. */
export async function freeSlug(db: Tx, name: string): Promise<string> {
	const slug = slugOf(name);
	for (let n = 1; n <= 50; n++) {
		const tried = n === 1 ? slug : `${slug.slice(0, 56)}-${n}`;
		if (!(await isSlugTaken(db, tried))) return tried;
	}
	return `${slug.slice(0, 23)}-${newId(db.now)}`;
}

/** The names of who changed or decided something; null where one cannot be opened. */
export async function deskNames(db: Tx, ids: readonly (string | null)[]): Promise<Map<string, string | null>> {
	const wanted = [...new Set(ids.filter((id) => id !== null))];
	if (!wanted.length) return new Map();
	const rows = await workersOf(db, wanted);
	const names = rows.map(async ({ id, nameSealed }) => [id, await openAt(db.keys, sealedPlaces.workerName(id), nameSealed)] as const);
	return new Map(await Promise.all(names));
}
