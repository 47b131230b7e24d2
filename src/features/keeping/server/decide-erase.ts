import { addErasure, erasureToDo, markErased } from '#server/db/queries/answers.ts';
import { taskOfHub } from '#server/db/queries/due.ts';
import { deleteReach } from '#server/db/queries/forgetting.ts';
import { holdsOn, ownRules, sharedCases } from '#server/db/queries/keeping.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { settleTask, type TaskRow } from '#server/db/queries/tasks.ts';
import { newId } from '#server/db/keyring.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { JobActor, WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { rulesOf } from '../domain/retention.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { DecideErase } from '../schema.ts';
import { verdictOfCase } from './due.ts';
import { forgetCase, forgetPerson } from './forget.ts';

type WorkerCtx = Ctx<WorkerActor>;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type EraseCase = Verdict & { id: string; isShared: boolean };
export type DecidePage = {
	task: string;
	name: string | null;
	detail: string | null;
	askedOn: Day;
	answerBy: Day;
	isDone: boolean;
	isHeld: boolean;
	cases: EraseCase[];
};

/** The open or settled request behind a task. @throws NotYours where it is none of this hub. */
async function request({ db }: WorkerCtx, taskId: string): Promise<TaskRow & { personId: string }> {
	const task = uuid.test(taskId) ? await taskOfHub(db, taskId) : undefined;
	if (!task?.personId || task.kind !== 'erase_asked') throw new NotYours();
	return { ...task, personId: task.personId };
}

/** Her cases with how long each would be kept. Where others take part, a case is never deleted for one of them. */
async function casesOf({ db }: WorkerCtx, personId: string): Promise<EraseCase[]> {
	const rules = rulesOf(await ownRules(db));
	const found: EraseCase[] = [];
	for (const { caseId, people } of await sharedCases(db, personId)) {
		const verdict = await verdictOfCase(db, caseId, rules);
		if (verdict) found.push({ ...verdict, id: caseId, isShared: people > 1 });
	}
	return found;
}

const isHeldPerson = async ({ db }: WorkerCtx, personId: string) =>
	(await holdsOn(db, personId, [personId])).some((row) => row.personId === personId);

/** What a supervisor needs to decide: what she wrote, what we hold, and what keeps it. A look at her record. @throws NotYours. */
export async function readDecide(ctx: WorkerCtx, taskId: string): Promise<DecidePage> {
	const { db } = ctx;
	const task = await request(ctx, taskId);
	ctx.about({ personId: task.personId, objectId: task.id, reason: 'task.erase_asked' });
	const [row] = await personsOf(db, [task.personId]);
	const detail = task.detailSealed
		? await openAt(db.keys, sealedPlaces.taskDetail({ personId: task.personId }, task.id), task.detailSealed)
		: null;
	const cases = await casesOf(ctx, task.personId);
	return {
		task: task.id,
		name: row ? await openAt(db.keys, sealedPlaces.personName(row.id), row.nameSealed) : null,
		detail,
		askedOn: londonDay(task.madeAt),
		answerBy: task.dueOn,
		isDone: task.doneAt !== null,
		isHeld: (await isHeldPerson(ctx, task.personId)) || cases.some(({ waits }) => waits === 'hold'),
		cases
	};
}

/**
 * Decides a request to delete: everything, some of it, or nothing yet, with a reason and words that she reads on her page. Nothing held is deleted, for anybody. What is deleted goes
 * when the jobs take the event, moments later, by the same steps as at night. @throws NotYours.
 */
export async function decideErase(ctx: WorkerCtx, taskId: string, form: DecideErase): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const task = await request(ctx, taskId);
	const back = { go: '/console' };
	ctx.about({ personId: task.personId, objectId: task.id, reason: [form.outcome, form.reason].filter(Boolean).join('.') });
	if (task.doneAt) return back;
	const cases = await casesOf(ctx, task.personId);
	const chosen = form.outcome === 'part' ? cases.filter(({ id }) => form.what.includes(id)) : form.outcome === 'all' ? cases : [];
	if (chosen.some(({ waits }) => waits === 'hold') || (form.outcome === 'all' && (await isHeldPerson(ctx, task.personId))))
		return refuse(form.outcome === 'all' ? 'outcome' : 'what', 'keeping.erase.held');
	if (chosen.some(({ waits }) => waits === 'wrong_link'))
		return refuse(form.outcome === 'all' ? 'outcome' : 'what', 'keeping.erase.wrong_link');
	const id = newId(now);
	const wordsSealed = form.words ? await sealAt(db.keys, sealedPlaces.erasureWords(task.personId, id), form.words) : null;
	const isNew = await addErasure(db, {
		...{ id, hubId: db.hub, personId: task.personId, taskId: task.id, outcome: form.outcome, reason: form.reason || null, wordsSealed },
		cases: chosen.filter(({ isShared }) => !isShared).map((one) => one.id),
		dropsContact: form.outcome === 'part' && form.what.includes('contact'),
		...{ decidedBy: actor.id, decidedAt: now }
	});
	if (!isNew) return back;
	await settleTask(db, task.id, actor.id);
	ctx.record({ action: 'task.done', personId: task.personId, objectId: task.id });
	ctx.emit('erasure.decided', { erasure: id });
	return back;
}

/** Carries a decision out. Safe to run twice: what is gone stays gone. A hold set in between is kept to. */
export async function carryOutErasure(ctx: Ctx<JobActor>, { erasure = '' }: Record<string, string>): Promise<void> {
	const row = await erasureToDo(ctx.db, erasure);
	if (!row) return;
	for (const caseId of row.cases) await forgetCase(ctx, caseId, 'erasure');
	if (row.dropsContact) await deleteReach(ctx.db, row.personId);
	const isGone = row.outcome === 'all' && (await forgetPerson(ctx, row.personId, 'erasure'));
	await markErased(ctx.db, row.id, !isGone);
	ctx.emit('keys.forgotten', {});
}
