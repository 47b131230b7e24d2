import { leaveLock, lockOfCase, takeLock } from '#server/db/queries/case-lock.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { timeOf } from '#words/dates.ts';
import { isLive, lockMinutes, toldAtSave, type LockWhat } from '../domain/lock.ts';
import { caseInHub } from './case-door.ts';
import { workerNames } from './console-names.ts';

type WorkerCtx = Ctx<WorkerActor>;
/** The colleague who is on a case. */
export type OnIt = { name: string | null; what: LockWhat; since: string; until: string };

const inAWhile = ({ now }: WorkerCtx) => new Date(now.getTime() + lockMinutes * 60_000);

async function nameOf(ctx: WorkerCtx, workerId: string): Promise<string | null> {
	const [worker] = await workerNames(ctx.db, [workerId]);
	return worker?.name ?? null;
}

/** Which colleague is on a case now; null: nobody, or whoever asks. @throws NotYours where the case is not there for them */
export async function whoIsOn(ctx: WorkerCtx, caseId: string): Promise<OnIt | null> {
	await caseInHub(ctx, caseId);
	const lock = (await lockOfCase(ctx.db, caseId)) ?? null;
	if (!isLive(lock, ctx.now) || lock.workerId === ctx.actor.id) return null;
	const { what, since, until } = lock;
	return { name: await nameOf(ctx, lock.workerId), what, since: since.toISOString(), until: until.toISOString() };
}

/** Opening a form in a case: others see it from now on, for 20 minutes or until it is saved (journey 6). Where a colleague is on it, nothing changes but what is shown. @throws NotYours */
export async function openForm(ctx: WorkerCtx, caseId: string, what: LockWhat): Promise<OnIt | null> {
	await caseInHub(ctx, caseId);
	const isTaken = await takeLock(ctx.db, { caseId, workerId: ctx.actor.id, what, until: inAWhile(ctx) }, false);
	return isTaken ? null : whoIsOn(ctx, caseId);
}

/** Takes a case over. On record, with whose it was; they are told when they save. @throws NotYours */
export async function takeOver(ctx: WorkerCtx, caseId: string, what: LockWhat): Promise<void> {
	const { db, actor, now } = ctx;
	await caseInHub(ctx, caseId);
	const before = (await lockOfCase(db, caseId)) ?? null;
	await takeLock(db, { caseId, workerId: actor.id, what, until: inAWhile(ctx) }, true);
	if (isLive(before, now) && before.workerId !== actor.id)
		ctx.record({ action: 'case.taken_over', caseId, objectId: before.workerId, reason: what });
}

type Saving = { caseId: string; what: LockWhat; over?: 'yes' | undefined; isDanger?: boolean };

/**
 * Saves what was written down in a case, unless a colleague is on it: then what was typed stays in the form, with who it is, and it is saved when it is sent once more with `over`. News of danger waits
 * for nobody (P4). @throws NotYours
 */
export async function saveOn<Done extends object>(
	ctx: WorkerCtx,
	{ caseId, what, over, isDanger = false }: Saving,
	save: () => Promise<Done>
): Promise<Done | { refused: readonly Issue[] }> {
	const { db, actor, now, lang } = ctx;
	if (over) await takeOver(ctx, caseId, what);
	else if (!isDanger) {
		const lock = (await lockOfCase(db, caseId)) ?? null;
		const told = toldAtSave(lock, actor.id, now);
		if (lock && told !== 'nothing')
			return refuse('form', `lock.error.${told}`, { name: (await nameOf(ctx, lock.workerId)) ?? '?', at: timeOf(lang, lock.since) });
	}
	const out = await save();
	if (!('refused' in out)) await leaveLock(db, caseId, actor.id);
	return out;
}
