import { messagesOf } from '#server/db/queries/messages.ts';
import { addTask, hasOpenTask, openTasksAbout, settleOpenTasks, type TaskRow } from '#server/db/queries/tasks.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import { askDays, type Asked } from '../domain/thread.ts';
import type { TranslationForm } from '../schema.ts';
import { translate } from './beside.ts';
import { here, threadInHub } from './desk.ts';

type WorkerCtx = Ctx<WorkerActor>;

/** Adds a translation to one message of a thread: what was written stays as it was, and what was asked for is there. @throws NotYours */
export async function addToMessage(ctx: WorkerCtx, id: string, { once, message, translated, ...said }: TranslationForm): Promise<Outcome> {
	const row = await threadInHub(ctx, id);
	if (!(await messagesOf(ctx.db, id)).some((one) => one.id === message)) return refuse('message', 'messages.error.form');
	await translate(ctx, row, { ...said, id: once, message, text: translated });
	await settleOpenTasks(ctx.db, 'translation_asked', { about: id }, ctx.actor.id);
	return { go: here(id) };
}

const taskOf = { interpreter: 'interpreter_asked', translation: 'translation_asked' } as const;

/** Asks for somebody to interpret or translate: one task of each kind for a thread, due in working days. @throws NotYours */
export async function askFor(ctx: WorkerCtx, id: string, what: Asked): Promise<Outcome> {
	const { db, now } = ctx;
	const { caseId, personId } = await threadInHub(ctx, id);
	if (!(await hasOpenTask(db, taskOf[what], { about: id }))) {
		const dueOn = addWorkingDays(londonDay(now), askDays[what]);
		const of = { hubId: db.hub, caseId, personId, about: id };
		await addTask(db, { ...of, id: newId(now), kind: taskOf[what], isUrgent: false, dueOn, madeAt: now });
	}
	return { go: `${here(id)}#language` };
}

/** Says that it was done. @throws NotYours */
export async function endAsked(ctx: WorkerCtx, id: string, what: Asked): Promise<Outcome> {
	await threadInHub(ctx, id);
	const count = await settleOpenTasks(ctx.db, taskOf[what], { about: id }, ctx.actor.id);
	return count ? { go: `${here(id)}#language` } : refuse('form', 'messages.error.moved');
}

export type Open = { what: Asked | 'talk'; dueOn: TaskRow['dueOn'] };
const whatOf = { interpreter_asked: 'interpreter', translation_asked: 'translation', message_talk: 'talk' } as const;
/** What else is to be done about a thread that was opened: a talk, an interpreter, a translation. */
export async function openAsked({ db }: WorkerCtx, id: string): Promise<Open[]> {
	const rows = await openTasksAbout(db, id, ['message_talk', 'interpreter_asked', 'translation_asked']);
	return rows.flatMap(({ kind, dueOn }) => (kind in whatOf ? [{ what: whatOf[kind as keyof typeof whatOf], dueOn }] : []));
}
