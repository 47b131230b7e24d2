import { requestOfThread } from '#server/db/queries/referrals-agency.ts';
import type { Verdict } from '#features/contact/domain/may-reach.ts';
import type { SentLine } from '../domain/consent.ts';
import type { AgencyCtx } from './agency.ts';
import { reachForAgency } from './agency-reach.ts';
import { openLines } from './lines.ts';

/** What stands before anything else where an agency writes to somebody: their request, the gate's answer now, and what makes it easier, each only as far as it was shared. */
export type BeforeWriting = { request: string; verdict: Verdict | null; easier: SentLine[] };

/** What an agency has to know before it writes in a thread it reads (P21). Null where they are not helping by a request, so that nothing was shared with them. */
export async function beforeWriting(ctx: AgencyCtx, thread: string): Promise<BeforeWriting | null> {
	const request = await requestOfThread(ctx.db, thread);
	if (!request) return null;
	const lines = (await openLines(ctx, request)) ?? [];
	const reached = await reachForAgency(ctx, request);
	return { request, verdict: reached?.verdict ?? null, easier: lines.filter(({ field }) => field === 'easier') };
}
