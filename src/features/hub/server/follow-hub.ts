import type { Db } from '#server/db/as.ts';
import { asJob } from '#server/db/as-job.ts';
import { hubSettingAfter } from '#server/db/queries/hub.ts';
import { holdHub } from '#server/settings-hub.ts';
import type { HubId } from '#shared/ids.ts';
import { londonDay } from '#shared/london.ts';
import { factsSchema } from '../schema.ts';

/** Which version this process holds, and on which day its pages were made. */
export type Held = { version: number; day: string };

/**
 * Takes on what a supervisor said since, in this process or another one (F84). @returns what is held now, and whether any page would say something else: also on a new day, which the
 * closed days in the foot of a page go by. A row that does not fit this build is left alone, and so is what is held.
 */
export async function followHub(db: Db, hub: HubId, now: Date, held: Held): Promise<Held & { isNew: boolean }> {
	const row = await asJob(db, hub, now, (tx) => hubSettingAfter(tx, held.version));
	const read = row && factsSchema.safeParse(row.facts);
	if (read?.success) holdHub(read.data);
	const day = londonDay(now);
	return { version: row?.version ?? held.version, day, isNew: Boolean(read?.success) || (held.day !== '' && held.day !== day) };
}
