import { feedEventsByReference, holderOf, holdFeeds } from '#server/db/queries/feeds.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { attachRows } from './attach-rows.ts';

/**
 * A case has a new reference (`reference.added`: `case`, `reference`): what the feeds already hold under it joins the case (issue 2, point 11).
 * Safe to run twice; a reference detached meanwhile attaches nothing.
 */
export async function onReferenceAdded(ctx: Ctx<JobActor>, payload: Record<string, string>): Promise<void> {
	await holdFeeds(ctx.db, 'alone');
	const holder = await holderOf(ctx.db, payload['case'] ?? '', payload['reference'] ?? '');
	if (!holder) return;
	await attachRows(ctx.db, await feedEventsByReference(ctx.db, holder.refIndex), [holder], ctx.requestId);
}
