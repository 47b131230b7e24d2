import { unknownOutcomes, waitingRows, type UnknownOutcome } from '#server/db/queries/feeds.ts';
import { importsOf, type FeedImport } from '#server/db/queries/reports.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';

export type FeedState = { unknown: UnknownOutcome[]; waiting: number; imports: (Omit<FeedImport, 'lastAt'> & { lastAt: string | null })[] };

/** What the feeds brought, what waits for a case that holds its reference, and the outcome names we do not know (issue 2 points 7 and 11). Counts only. */
export async function readWaiting({ db }: Ctx<WorkerActor>): Promise<FeedState> {
	const imports = await importsOf(db);
	return {
		unknown: await unknownOutcomes(db),
		waiting: await waitingRows(db),
		imports: imports.map((feed) => ({ ...feed, lastAt: feed.lastAt ? new Date(feed.lastAt).toISOString() : null }))
	};
}
