import { contactsNow } from '#server/db/queries/due.ts';
import { addAcquaintance, handBackTasks, hasDeclared, liftAcquaintance } from '#server/db/queries/restrict.ts';
import { addTask, tasksOfCase } from '#server/db/queries/tasks.ts';
import { newId } from '#server/db/keyring.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import { idSchema } from '../schema.ts';
import { caseInHub } from './case-door.ts';
import { aroundCase } from './restrict-case.ts';

type WorkerCtx = Ctx<WorkerActor>;

/** The case this worker is about to close to themselves; nothing of it is in the answer. @throws NotYours */
export const readKnow = async (ctx: WorkerCtx, caseId: string): Promise<{ id: string }> => ({ id: (await caseInHub(ctx, caseId)).id });

/**
 * "I know someone in this case" (P19): closes it, its people and their other cases' pages of them to this worker, in this transaction. Nobody asks whom or how. Their tasks go back to
 * the team, and where they were the contact an urgent task asks for another: a person must not wait for somebody who cannot look. Twice is once. @throws NotYours
 */
export async function declareKnown(ctx: WorkerCtx, caseId: string): Promise<Outcome> {
	const { db, now, actor } = ctx;
	const done = { go: '/console?known=yes' };
	if (idSchema.safeParse(caseId).success && (await hasDeclared(db, caseId))) return done;
	await caseInHub(ctx, caseId);
	const around = await aroundCase(ctx, caseId);
	await handBackTasks(db, around, [actor.id]);
	for (const contact of await contactsNow(db, around.cases)) if (contact.workerId === actor.id) await askForContact(ctx, contact.caseId);
	const id = newId(now);
	ctx.record({ action: 'acquaintance.declared', caseId, objectId: id });
	await addAcquaintance(db, { id, hubId: db.hub, caseId, workerId: actor.id, madeAt: now });
	return done;
}

async function askForContact({ db, now }: WorkerCtx, caseId: string): Promise<void> {
	const isAsked = (await tasksOfCase(db, caseId)).some(({ kind, doneAt }) => kind === 'name_contact' && doneAt === null);
	if (isAsked) return;
	const task = { hubId: db.hub, caseId, kind: 'name_contact', isUrgent: true, dueOn: londonDay(now), madeAt: now } as const;
	await addTask(db, { ...task, id: newId(now) });
}

/** A supervisor who may open the case opens it again to a worker who said so by mistake; nobody does it for themselves. @throws NotYours where there is none to lift. */
export async function liftKnown(ctx: WorkerCtx, id: string, go: string): Promise<Outcome> {
	const lifted = await liftAcquaintance(ctx.db, id, ctx.actor.id);
	if (!lifted) throw new NotYours();
	ctx.record({ action: 'acquaintance.lifted', caseId: lifted.caseId, objectId: lifted.workerId });
	return { go };
}
