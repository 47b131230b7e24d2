import type { Tx } from '#server/db/as.ts';
import { keepLocations, keepOrganisations, keepServices } from '#server/db/queries/directory-write.ts';
import type { EntryRows } from './entry-rows.ts';

export type Kept = { added: string[]; changed: string[]; same: number };

/**
 * Keeps entries in one go: organisations, locations, then services with their lists and words; what says the same as before is left alone. One statement a table, so
 * that thousands at once cost little more than one.
 */
export async function keepEntries(db: Tx, entries: readonly EntryRows[]): Promise<Kept> {
	const once = <Row extends { id: string }>(rows: Row[]): Row[] => [...new Map(rows.map((row) => [row.id, row])).values()];
	await keepOrganisations(db, once(entries.map(({ organisation }) => organisation)));
	await keepLocations(db, once(entries.flatMap(({ locations }) => locations)));
	const services = once(entries.map(({ service }) => service));
	const kept = await keepServices(db, services);
	const of = (what: 'added' | 'changed') => [...kept].filter(([, how]) => how === what).map(([id]) => id);
	return { added: of('added'), changed: of('changed'), same: services.length - kept.size };
}
