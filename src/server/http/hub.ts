import { hubIdOf } from '../db/make-hub.ts';
import type { HubFacts } from '#shared/hub.ts';
import type { Office } from '#shared/office.ts';
import { settings } from '../settings.ts';
import { hubFacts, theOffice } from '../settings-hub.ts';
import type { Db } from '../db/as.ts';
import type { HubId } from '#shared/ids.ts';

/** The hub whose house this is; null before it was made. */
export const findHub = (db: Db, now: Date): Promise<HubId | null> =>
	db.as({ kind: 'job', hub: '' as HubId }, now, (tx) => hubIdOf(tx, settings().HUB_SLUG));

/** The same, for whoever is not signed in and writes to it. @throws RangeError before it was made */
export async function theHub({ db, now }: { db: Db; now: Date }): Promise<HubId> {
	const hub = await findHub(db, now);
	if (!hub) throw new RangeError('this house has no hub yet');
	return hub;
}

/** When it is there: what a promise counts from. */
export const officeOfHub = (): Office => theOffice();

/** What it is called in the list of hubs (T44), which stays when its name on the pages changes. */
export const nameAmongHubs = (): string => settings().HUB_NAME;

/** The only words to say where nothing else was agreed with the person (P15), in the languages the hub has them in. */
export const wordsOfHub = (): HubFacts['say'] => hubFacts().say;
