import type { HubId } from '#shared/ids.ts';
import type { Tx } from './as.ts';
import { metaOf, setMeta } from './queries/house.ts';
import { addHub } from './queries/people.ts';

const metaKey = (slug: string) => `hub.${slug}`;

/** The id of the hub with this short name, or null before it was made. Needs no hub to ask. */
export const hubIdOf = async (db: Tx, slug: string): Promise<HubId | null> => (await metaOf(db, metaKey(slug))) as HubId | null;

/** Makes the hub that `db` acts for, with its own key and the key of its feeds. */
export async function makeHub(db: Tx, { slug, name }: { slug: string; name: string }): Promise<void> {
	await addHub(db, { id: db.hub, slug, name, madeAt: db.now });
	await db.keys.make({ kind: 'hub' });
	await db.keys.make({ kind: 'feed' });
	await setMeta(db, metaKey(slug), db.hub);
}
