import { addHubSetting, hubSettingAfter, hubSettings } from '#server/db/queries/hub.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { hubFacts } from '#server/settings-hub.ts';
import type { HubFacts, HubPart } from '#shared/hub.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { factsSchema, leaveSite } from '../schema.ts';

type WorkerCtx = Ctx<WorkerActor>;
type Now = { version: number; facts: HubFacts };
/** As many closed days as a hub may name ahead. */
const most = 60;

/** What the hub says now, from the database and not from what this process holds; before anybody said anything, the settings. */
async function hubNow({ db }: WorkerCtx): Promise<Now> {
	const row = await hubSettingAfter(db, 0);
	const read = factsSchema.safeParse(row?.facts);
	return { version: row?.version ?? 0, facts: read.success ? read.data : hubFacts() };
}

export type Change = { id: string; part: HubPart; workerId: string; at: string };
/** What the hub says about itself, with who changed what and when, the last first. For a supervisor. */
export async function readHub(ctx: WorkerCtx): Promise<Now & { changes: Change[] }> {
	const rows = await hubSettings(ctx.db);
	return {
		...(await hubNow(ctx)),
		changes: rows.map(({ id, part, workerId, madeAt }) => ({ id, part, workerId, at: madeAt.toISOString() }))
	};
}

/**
 * Says one part anew. It holds for every page and every promise within seconds, in every process. Refused where somebody said something since the page was shown (`base`): what they said
 * is read first. What was promised before stays promised.
 */
export async function changeHub(ctx: WorkerCtx, part: HubPart, base: number, more: Partial<HubFacts>): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const { version, facts } = await hubNow(ctx);
	if (version !== base) return refuse('form', 'hub.error.moved');
	const row = { id: newId(now), hubId: db.hub, version: version + 1, part, workerId: actor.id, madeAt: now };
	if (!(await addHubSetting(db, { ...row, facts: { ...facts, ...more } }))) return refuse('form', 'hub.error.moved');
	ctx.about({ objectId: row.id, reason: part });
	return { go: '/console/hub' };
}

/** Closes the hub on one more day, from today on; the same day twice is once. Days that are over are let go. */
export async function closeOn(ctx: WorkerCtx, { base, day }: { base: number; day: Day }): Promise<Outcome> {
	const today = londonDay(ctx.now);
	if (day < today) return refuse('day', 'hub.error.past');
	const { facts } = await hubNow(ctx);
	const closed = [...new Set([...facts.closed.filter((each) => each >= today), day])].sort();
	if (closed.length > most) return refuse('day', 'hub.error.many');
	return changeHub(ctx, 'closed', base, { closed });
}

/** Opens it on such a day after all. */
export async function openOn(ctx: WorkerCtx, { base, day }: { base: number; day: Day }): Promise<Outcome> {
	const { facts } = await hubNow(ctx);
	return changeHub(ctx, 'closed', base, { closed: facts.closed.filter((each) => each !== day) });
}

/** Sends who leaves to one of our sites, or to one of their own choice (S-03): https, and never back to this house (`ours`). */
export async function leaveFor(
	ctx: WorkerCtx,
	{ base, site, own }: { base: number; site: string; own: string },
	ours: string
): Promise<Outcome> {
	const isOwn = site === 'own';
	const read = leaveSite.safeParse(isOwn ? own : site);
	if (!read.success) return refuse(isOwn ? 'own' : 'site', 'hub.error.site');
	if (new URL(read.data).hostname === ours) return refuse(isOwn ? 'own' : 'site', 'hub.error.ours');
	return changeHub(ctx, 'leave', base, { leaveTo: read.data });
}
