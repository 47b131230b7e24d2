import { and, desc, eq, gt } from 'drizzle-orm';
import type { Tx } from '../as.ts';
import { hubSetting } from '../schema/hub.ts';

export type HubSettingRow = typeof hubSetting.$inferSelect;

const newest = (db: Tx, after: number, most: number): Promise<HubSettingRow[]> =>
	db.q
		.select()
		.from(hubSetting)
		.where(and(eq(hubSetting.hubId, db.hub), gt(hubSetting.version, after)))
		.orderBy(desc(hubSetting.version))
		.limit(most);

/** What the hub said last about itself, where that is newer than the version `after`; 0 asks for the last at all. */
export const hubSettingAfter = async (db: Tx, after: number): Promise<HubSettingRow | null> => (await newest(db, after, 1))[0] ?? null;

/** Who changed what and when, the last first; at most 20. */
export const hubSettings = (db: Tx): Promise<HubSettingRow[]> => newest(db, 0, 20);

/** Keeps one change. @returns false where somebody else was first with this version. */
export async function addHubSetting(db: Tx, row: typeof hubSetting.$inferInsert): Promise<boolean> {
	const rows = await db.q
		.insert(hubSetting)
		.values(row)
		.onConflictDoNothing({ target: [hubSetting.hubId, hubSetting.version] })
		.returning({ id: hubSetting.id });
	return rows.length === 1;
}
