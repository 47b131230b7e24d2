import { namedContactsOf, participantsOf } from '#server/db/queries/cases.ts';
import { endTasks, holdAlone, replaceContact } from '#server/db/queries/console.ts';
import { shutOut } from '#server/db/queries/restrict.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { caseInHub } from './case-door.ts';
import { workerNames, type WorkerName } from './console-names.ts';

type WorkerCtx = Ctx<WorkerActor>;

/** The hub's workers who can open this case and everyone in it: a contact to whom it is shut could answer for nobody (P19). */
async function ableToAnswer({ db }: WorkerCtx, caseId: string): Promise<WorkerName[]> {
	const workers = await workerNames(db);
	const out = await shutOut(
		db,
		caseId,
		workers.map(({ id }) => id)
	);
	return workers.filter(({ id }) => !out.includes(id));
}

/** Who can be named for a case of the hub, and who is now. */
export async function readContactChoice(
	ctx: WorkerCtx,
	caseId: string
): Promise<{ id: string; workers: WorkerName[]; now: string | null }> {
	await caseInHub(ctx, caseId);
	const current = (await namedContactsOf(ctx.db, [caseId])).find(({ until }) => until === null);
	return { id: caseId, workers: await ableToAnswer(ctx, caseId), now: current?.workerId ?? null };
}

/**
 * Names the one contact of a case (T1). The one before stays in the history; a witness care contact ends the task that asked for one (T2). Naming the same worker in the same role
 * again changes nothing.
 */
export async function nameContact(
	ctx: WorkerCtx,
	caseId: string,
	{ worker, role }: { worker: string; role: 'care' | 'witness_care' }
): Promise<Outcome> {
	const { db, now, actor } = ctx;
	await caseInHub(ctx, caseId);
	if (!(await ableToAnswer(ctx, caseId)).some(({ id }) => id === worker)) return refuse('worker', 'restrict.contact.shut');
	await holdAlone(db, caseId);
	const current = (await namedContactsOf(db, [caseId])).find(({ until }) => until === null);
	const parts = await participantsOf(db, [caseId]);
	ctx.about({ caseId, personId: parts[0]?.personId, objectId: worker, reason: role });
	if (current?.workerId !== worker || current.role !== role)
		await replaceContact(db, { id: newId(now), hubId: db.hub, caseId, workerId: worker, role, since: now });
	await endTasks(db, caseId, 'name_contact', actor.id);
	if (role === 'witness_care') await endTasks(db, caseId, 'assign_witness_care', actor.id);
	return { go: `/console/cases/${caseId}` };
}
