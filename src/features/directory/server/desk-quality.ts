import type { Db } from '#server/db/as.ts';
import { entriesTurned } from '#server/db/queries/directory-desk.ts';
import { metaOf, setMeta } from '#server/db/queries/house.ts';
import { work } from '#server/http/work.ts';
import type { HubId } from '#shared/ids.ts';
import { londonDay } from '#shared/london.ts';
import { isStale } from '../domain/stale.ts';
import { rankAgain } from './desk-accredit.ts';
import { ensureTask } from './desk-jobs.ts';

const first = '00000000-0000-0000-0000-000000000000';

/**
 * Once a day: entries whose year is over, or whose accreditation began or ended by itself (T40), get the place in the lists that they have now. An entry of the hub's own that nobody
 * has agreed with its service for a year makes a task; a partner's is shown to the partner. A house that slept for a week catches up.
 * @returns how many moved; null where today is done
 */
export async function refreshQuality(db: Db, hub: HubId, now: Date): Promise<number | null> {
	const today = londonDay(now);
	const key = `directory.ranked.${hub}`;
	const asked = { actor: { kind: 'job' as const, hub }, now, lang: 'en' as const, requestId: `ranked-${today}`, audit: null };
	const since = (await work(db, asked, (ctx) => metaOf(ctx.db, key))) ?? '1900-01-01';
	if (since >= today) return null;
	let moved = 0;
	for (let after = first; ;) {
		const rows = await work(db, asked, async (ctx) => {
			const turned = await entriesTurned(ctx.db, since, today, after);
			moved += await rankAgain(ctx.db, turned);
			for (const row of turned)
				if (row.sourceId === null && row.agencyId === null && row.assuredOn !== null && isStale(row.assuredOn, today))
					await ensureTask(ctx, row.id, 'service_stale', 10);
			return turned;
		});
		const last = rows.at(-1);
		if (!last || rows.length < 200) break;
		after = last.id;
	}
	await work(db, asked, (ctx) => setMeta(ctx.db, key, today));
	return moved;
}
