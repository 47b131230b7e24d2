import { settleEntryTasks, settleReports } from '#server/db/queries/directory-care.ts';
import { holdEntry } from '#server/db/queries/directory-desk.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { changeEntry, entryOf, loadEntry, ownedOf } from './desk-entry.ts';

const back = (id: string): Outcome => ({ go: `/console/directory/${id}` });

/** Says that somebody looked at the entry today (`checked`), or agreed it with the service itself (`assured`, which is both). Its task to check it again is done. */
export async function markEntry(ctx: Ctx<WorkerActor>, id: string, how: 'checked' | 'assured'): Promise<Outcome> {
	const { db, actor } = ctx;
	await holdEntry(db, id);
	const row = await loadEntry(db, id);
	const today = londonDay(ctx.now);
	const entry = { ...entryOf(row), checkedOn: today, ...(how === 'assured' && { assuredOn: today }) };
	await changeEntry(db, entry, ownedOf(row), row, { madeBy: 'hub', workerId: actor.id, agencyId: null });
	await settleEntryTasks(db, id, ['service_stale'], actor.id);
	ctx.about({ objectId: id, reason: how });
	return back(id);
}

/** Takes an entry out of sight of everybody, or shows it again. It stays in the console, and at its partner. */
export async function showEntry(ctx: Ctx<WorkerActor>, id: string, isShown: boolean): Promise<Outcome> {
	const { db, actor } = ctx;
	await holdEntry(db, id);
	const row = await loadEntry(db, id);
	await changeEntry(db, entryOf(row), { ...ownedOf(row), isShown }, row, { madeBy: 'hub', workerId: actor.id, agencyId: null });
	ctx.about({ objectId: id, reason: isShown ? 'shown' : 'hidden' });
	return back(id);
}

/** Ends everything people said of an entry, and the task that told of it: somebody has seen to it. */
export async function settleEntryReports(ctx: Ctx<WorkerActor>, id: string): Promise<Outcome> {
	const { db, actor } = ctx;
	await holdEntry(db, id);
	await loadEntry(db, id);
	ctx.about({ objectId: id });
	if ((await settleReports(db, id, actor.id)) === 0) return refuse('form', 'entries.error.settled');
	await settleEntryTasks(db, id, ['service_reported'], actor.id);
	return back(id);
}
