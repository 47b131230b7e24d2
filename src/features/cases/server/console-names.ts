import type { Tx } from '#server/db/as.ts';
import { personsOf, workersOf, type PersonRow } from '#server/db/queries/people.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';

/** A person of the hub with the name to use; null where it cannot be opened (shown as unavailable, never saved over). */
export type Known = { row: PersonRow; name: string | null };

/** These people of the hub by their ids, with the name to use. Whoever asks writes the audit row. */
export async function knownPeople(db: Tx, ids: readonly string[]): Promise<Map<string, Known>> {
	const wanted = [...new Set(ids)];
	await db.keys.fetch('person', wanted);
	const known = new Map<string, Known>();
	for (const row of await personsOf(db, wanted)) {
		known.set(row.id, { row, name: await openAt(db.keys, sealedPlaces.personName(row.id), row.nameSealed) });
	}
	return known;
}

export type WorkerName = { id: string; name: string | null; team: string };

/** The hub's own workers who have not left, or those with these ids, by the name a person may hear. */
export async function workerNames(db: Tx, ids?: readonly string[]): Promise<WorkerName[]> {
	const rows = (await workersOf(db, ids)).filter(({ agencyId }) => ids !== undefined || agencyId === null);
	return Promise.all(
		rows.map(async ({ id, team, nameSealed }) => ({ id, team, name: await openAt(db.keys, sealedPlaces.workerName(id), nameSealed) }))
	);
}
