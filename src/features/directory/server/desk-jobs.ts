import { newId } from '#server/db/keyring.ts';
import { countEntryTasks, dropEntryTasks, hasEntryTask } from '#server/db/queries/directory-care.ts';
import { entryOfHub, holdEntry, waitingVersion } from '#server/db/queries/directory-desk.ts';
import { addTask, type TaskKind } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import { changeEntry, entryOf, ownedOf } from './desk-entry.ts';

type Payload = Record<string, string>;
type Job = Ctx<JobActor>;

/** The list of what is due is cut at two hundred: nobody who presses "wrong number" at every entry may push tasks about people off it (P4). */
const mostOfAKind = 20;

/**
 * One open task of a kind about an entry, however often it is asked for. Of what anybody at all may cause, twenty at a time: the rest stands in the directory's own
 * list. @param days working days until it is due
 */
export async function ensureTask(
	{ db, now }: Job,
	serviceId: string,
	kind: TaskKind,
	days: number,
	about: string | null = null
): Promise<void> {
	if (await hasEntryTask(db, serviceId, kind)) return;
	if (kind !== 'service_changed' && (await countEntryTasks(db, kind)) >= mostOfAKind) return;
	const dueOn = addWorkingDays(londonDay(now), days);
	await addTask(db, { id: newId(now), hubId: db.hub, kind, isUrgent: false, dueOn, serviceId, about, madeAt: now });
}

/** A partner asked for a change, or took it back: as long as one waits, one task says so, due in five working days (T22). */
export async function onProposed(ctx: Job, { service = '' }: Payload): Promise<void> {
	if (!(await holdEntry(ctx.db, service))) return;
	if (await waitingVersion(ctx.db, service)) await ensureTask(ctx, service, 'service_changed', 5);
	else await dropEntryTasks(ctx.db, service, 'service_changed');
}

/** Somebody said that an entry is wrong: one task for all who say so, due in two working days. What they said stands on the entry's page. */
export async function onReported(ctx: Job, { service = '', kind = '' }: Payload): Promise<void> {
	if (!(await holdEntry(ctx.db, service))) return;
	await ensureTask(ctx, service, 'service_reported', 2, kind || null);
}

/** A partner said that its entry is still right: the day is set, and nothing else. An entry that is no longer theirs is left alone. */
export async function onAssured(ctx: Job, { service = '', agency = '', worker = '', day = '' }: Payload): Promise<void> {
	const { db } = ctx;
	await holdEntry(db, service);
	const row = await entryOfHub(db, service, londonDay(ctx.now));
	if (!row || row.agencyId !== agency || (row.assuredOn ?? '') >= day) return;
	await changeEntry(db, { ...entryOf(row), assuredOn: day }, ownedOf(row), row, {
		madeBy: 'agency',
		workerId: worker || null,
		agencyId: agency
	});
	ctx.record({ action: 'service.checked', objectId: service, reason: 'assured' });
	await dropEntryTasks(db, service, 'service_stale');
}
