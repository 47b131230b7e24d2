import { caseOfHub } from '#server/db/queries/cases.ts';
import { taskOfHub } from '#server/db/queries/due.ts';
import { reopenTask } from '#server/db/queries/due-lists.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { settleTask as markDone, type TaskRow } from '#server/db/queries/tasks.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { idSchema } from '../schema.ts';
import { sinceWhen } from './undo-telling.ts';

export type OpenTask = Pick<TaskRow, 'id' | 'kind' | 'caseId' | 'personId' | 'eventId' | 'serviceId' | 'isUrgent' | 'dueOn' | 'about'> & {
	/** Undefined where nothing was written, null when it cannot be read. */
	detail: string | null | undefined;
	name: string | null;
	/** Whose log the task is about, for whoever may read it. */
	log: string | null;
	madeAt: string;
	isDone: boolean;
};

async function detailOf({ db }: Ctx, task: TaskRow): Promise<string | null | undefined> {
	const owner = task.caseId ? { caseId: task.caseId } : task.personId ? { personId: task.personId } : null;
	return task.detailSealed && owner ? openAt(db.keys, sealedPlaces.taskDetail(owner, task.id), task.detailSealed) : undefined;
}

const aboutLog: readonly TaskRow['kind'][] = ['look_asked', 'withheld_review'];

/** One task with what the person or a worker wrote. A look at a person's record, so the door's audit row says whose. @throws NotYours in another hub. */
export async function readTask(ctx: Ctx<WorkerActor>, taskId: string): Promise<OpenTask> {
	const task = idSchema.safeParse(taskId).success ? await taskOfHub(ctx.db, taskId) : undefined;
	if (!task) throw new NotYours();
	// The task is the reason (P19).
	ctx.about({ caseId: task.caseId ?? undefined, personId: task.personId ?? undefined, objectId: task.id, reason: `task.${task.kind}` });
	const [person] = task.personId ? await personsOf(ctx.db, [task.personId]) : [];
	const { id, kind, caseId, personId, eventId, serviceId, isUrgent, dueOn, about } = task;
	return {
		...{ id, kind, caseId, personId, eventId, serviceId, isUrgent, dueOn, about },
		detail: await detailOf(ctx, task),
		name: person ? await openAt(ctx.db.keys, sealedPlaces.personName(person.id), person.nameSealed) : null,
		log: aboutLog.includes(kind) && ctx.actor.roles.includes('supervisor') ? personId : null,
		madeAt: task.madeAt.toISOString(),
		isDone: task.doneAt !== null
	};
}

/** Settles one open task of the hub. Twice is once. @throws NotYours in another hub. */
export async function settleTask(ctx: Ctx<WorkerActor>, taskId: string): Promise<Outcome> {
	const task = idSchema.safeParse(taskId).success ? await taskOfHub(ctx.db, taskId) : undefined;
	if (!task) throw new NotYours();
	// Danger news is settled by telling the person, and by nothing else (P4): a click must not make it disappear.
	if (task.kind === 'danger' && task.eventId && task.caseId && (await caseOfHub(ctx.db, task.caseId)))
		return refuse('form', 'due.task.tellFirst');
	// The law gives both a day and asks for a decision that can be shown: a page of its own settles them.
	if (task.kind === 'erase_asked' || task.kind === 'breach_open') return refuse('form', 'keeping.task.decide');
	// Each ends with what was done, on a page of its own (P20, T11); without a case there is no such page.
	if (task.caseId && (task.kind === 'not_safe' || task.kind === 'need_contact')) return refuse('form', 'needs.task.decide');
	// Whether she is told is a supervisor's to decide (P16), on a page of its own.
	if (task.kind === 'safety_hide') return refuse('form', 'share.safety.task.decide');
	// Whether two records are one person is answered and not clicked away (T46).
	if (task.kind === 'likeness') return refuse('form', 'due.likeness.answer');
	// Only another worker's yes or no ends it (P2), on the page of how to reach the person.
	if (task.kind === 'second_yes' && task.caseId) return refuse('form', 'contact.second.decide');
	// A partner waits for an answer to its change: only the answer ends it (T22).
	if (task.kind === 'service_changed') return refuse('form', 'entries.task.decide');
	ctx.about({ caseId: task.caseId ?? undefined, personId: task.personId ?? undefined, objectId: task.id });
	const isSettled = await markDone(ctx.db, taskId, ctx.actor.id);
	// Whoever broke the glass does not settle the task that tells of it: the database leaves it open.
	if (!isSettled && task.kind === 'glass_broken' && task.doneAt === null) return refuse('form', 'restrict.glass.own');
	return { go: hasOwnEnd.includes(task.kind) ? '/console' : `/console?done=${taskId}` };
}

/** These end by what was done on a page of their own, and are not opened again by a click. */
const hasOwnEnd: readonly TaskRow['kind'][] = [
	...(['danger', 'tell_news', 'erase_asked', 'breach_open', 'not_safe', 'need_contact', 'safety_hide', 'second_yes'] as const),
	...(['service_changed', 'glass_broken', 'message_waiting', 'message_late'] as const)
];

/** Opens a task again that this worker settled less than ten minutes ago (journey 6 step 7): a click too soon loses nothing. @throws NotYours in another hub. */
export async function openTaskAgain(ctx: Ctx<WorkerActor>, taskId: string): Promise<Outcome> {
	const task = idSchema.safeParse(taskId).success ? await taskOfHub(ctx.db, taskId) : undefined;
	if (!task) throw new NotYours();
	ctx.about({ caseId: task.caseId ?? undefined, personId: task.personId ?? undefined, objectId: task.id });
	if (hasOwnEnd.includes(task.kind) || !(await reopenTask(ctx.db, taskId, ctx.actor.id, sinceWhen(ctx.now))))
		return refuse('form', 'due.undo.tooLate');
	return { go: `/console/tasks/${taskId}` };
}
