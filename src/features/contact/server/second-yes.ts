import { newId } from '#server/db/keyring.ts';
import { workersOf } from '#server/db/queries/people.ts';
import { addSecondYes, agreedWith, answerSecondYes, secondYesOf } from '#server/db/queries/second-yes.ts';
import { addTask, settleOpenTasks } from '#server/db/queries/tasks.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import type { Purpose } from '../domain/preference.ts';
import type { SecondYesForm } from '../schema.ts';
import type { Reach } from './reach.ts';
import { gateFor, isOpenGate } from './show-number.ts';

type WorkerCtx = Ctx<WorkerActor>;
type Done = { done: true } | { refused: readonly Issue[] };
/** How long a yes holds: one hour, in milliseconds. */
const holds = 3_600_000;

/** For each person why this worker wants to reach them: agreed with another worker within the last hour, or a worker's ordinary contact. One query. */
export async function workerPurpose({ db, actor, now }: WorkerCtx, personIds: readonly string[]): Promise<(personId: string) => Purpose> {
	const agreed = new Set(await agreedWith(db, actor.id, personIds, new Date(now.getTime() - holds)));
	return (personId) => ({ kind: agreed.has(personId) ? 'agreed' : 'worker' });
}

/** Whether a second worker's yes would open the gate that is shut now only by the hour (P2). Nothing else ever opens it. */
export const isForTwo = (reach: Reach, now: Date): boolean => reach.verdict.verdict === 'wait' && isOpenGate(gateFor(reach, 'agreed', now));

/** One worker says why this person has to be called now; another is asked, today. Refused where the gate is open, or two workers could not open it. */
export async function askSecondYes(ctx: WorkerCtx, caseId: string, reach: Reach, why: string): Promise<Done> {
	const { db, now, actor } = ctx;
	const { personId } = reach;
	if (!isForTwo(reach, now)) return refuse('form', 'contact.second.notNow');
	const id = newId(now);
	const whySealed = await sealAt(db.keys, sealedPlaces.secondWhy(personId, id), why);
	const row = { id, hubId: db.hub, caseId, personId, whySealed, askedBy: actor.id, askedAt: now };
	if (!(await addSecondYes(db, row))) return refuse('form', 'contact.second.open');
	ctx.record({ action: 'contact.second', caseId, personId, objectId: id, reason: 'asked' });
	const task = { id: newId(now), hubId: db.hub, caseId, personId, kind: 'second_yes', isUrgent: true, dueOn: londonDay(now) } as const;
	await addTask(db, { ...task, about: id, madeAt: now });
	return { done: true };
}

/** Another worker says yes or no. Nobody answers their own question; of two who answer at once one does. A yes holds for an hour, for these two. */
export async function answerSecond(ctx: WorkerCtx, caseId: string, personId: string, { ask, said }: SecondYesForm): Promise<Done> {
	const { db, now, actor } = ctx;
	if (!(await answerSecondYes(db, personId, ask, { said, saidBy: actor.id, saidAt: now }))) return refuse('form', 'contact.second.gone');
	ctx.record({ action: 'contact.second', caseId, personId, objectId: ask, reason: said });
	await settleOpenTasks(db, 'second_yes', { about: ask }, actor.id);
	return { done: true };
}

/** What stands on the page of how to reach somebody: the question that is open, or the last answer while it is an hour old. */
export type Second = {
	id: string;
	isMine: boolean;
	askedBy: string | null;
	why: string | null;
	said: 'yes' | 'no' | null;
	/** To when a yes holds. */
	until: string | null;
};

/** Reads it for whoever may open the case; null where nothing is open and nothing was just answered. */
export async function readSecond({ db, actor, now }: WorkerCtx, personId: string): Promise<Second | null> {
	const [row] = await secondYesOf(db, personId);
	if (!row || (row.saidAt && now.getTime() - row.saidAt.getTime() >= holds)) return null;
	const [worker] = await workersOf(db, [row.askedBy]);
	return {
		...{ id: row.id, said: row.said, isMine: row.askedBy === actor.id },
		askedBy: worker ? await openAt(db.keys, sealedPlaces.workerName(worker.id), worker.nameSealed) : null,
		why: await openAt(db.keys, sealedPlaces.secondWhy(personId, row.id), row.whySealed),
		until: row.saidAt ? new Date(row.saidAt.getTime() + holds).toISOString() : null
	};
}
