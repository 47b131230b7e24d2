import { settings } from '../settings.ts';
import type { Db } from '../db/as.ts';
import { openHouse } from './house.ts';

/** One database per process; it survives the reloads of the development server. */
const kept = globalThis as { waymarkDb?: Promise<Db> };

export const theHouse = (): Promise<Db> => (kept.waymarkDb ??= openHouse(settings()));

export async function closeHouse(): Promise<void> {
	const open = kept.waymarkDb;
	delete kept.waymarkDb;
	if (open) await (await open).close();
}
