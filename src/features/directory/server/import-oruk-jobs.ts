import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { beginDue, endRun, sourceById, takeRun } from '#server/db/queries/directory-sources.ts';
import type { HubId } from '#shared/ids.ts';
import { londonDay, londonTime } from '#shared/london.ts';
import { noCounts } from './import-oruk-report.ts';
import { runSource, type Ran } from './import-oruk-run.ts';
import { FeedWeb, type FetchOptions } from './fetch-feed.ts';
import { readWeb } from './read-oruk-api.ts';

/** A reading that a killed server began is begun again after this. No reading takes longer. */
const staleAfter = 20 * 60_000;
const nightFrom = 3;

type Wanted = { id: string; sourceId: string; apply: boolean; mayGo: number };

/** Fetches one source and ends its row, whatever happens: outside any transaction, as a feed may take minutes. */
async function fetchInto(
	db: Db,
	hub: HubId,
	{ id, sourceId, apply, mayGo }: Wanted,
	now: Date,
	options?: FetchOptions
): Promise<Ran | null> {
	const actor = { kind: 'job', hub } as const;
	const source = await db.as(actor, now, (tx) => sourceById(tx, sourceId));
	const end = (key: string) =>
		db.as(actor, now, (tx) => endRun(tx, id, { state: 'failed', counts: noCounts(), faults: [{ id: '', at: '', key }] }));
	if (!source?.url || (apply && (source.acceptedAt === null || source.stoppedAt !== null)))
		return end('sources.refused.stopped').then(() => null);
	const web = new FeedWeb(options);
	try {
		return await runSource(db, hub, source, readWeb(web, source.url), now, { apply, mayGo, runId: id });
	} catch (e) {
		await end('sources.refused.ours');
		throw e;
	} finally {
		web.close();
	}
}

/** Reads what somebody of this hub asked for in the console: to look, or to apply what they looked at. @returns how many readings were done */
export async function readAsked(db: Db, hub: HubId, now: Date, options?: FetchOptions): Promise<number> {
	for (let done = 0; ; done++) {
		const taken = await db.as({ kind: 'job', hub }, now, (tx) => takeRun(tx, new Date(now.getTime() - staleAfter)));
		if (!taken || done >= 20) return done;
		await fetchInto(db, hub, { ...taken, apply: taken.state === 'applying', mayGo: taken.counts.gone }, now, options);
	}
}

/** From 3 in the morning, reads every accepted source of this hub once a day. @returns how many readings were done */
export async function readAtNight(db: Db, hub: HubId, now: Date, options?: FetchOptions): Promise<number> {
	const { hour } = londonTime(now);
	if (hour < nightFrom) return 0;
	const since = new Date(`${londonDay(now)}T00:00:00Z`);
	for (let done = 0; ; done++) {
		const id = newId(now);
		const due = done < 200 ? await db.as({ kind: 'job', hub }, now, (tx) => beginDue(tx, id, since)) : null;
		if (!due) return done;
		await fetchInto(db, hub, { id, sourceId: due.sourceId, apply: true, mayGo: 0 }, now, options);
	}
}
