import { addAnswer } from '#server/db/queries/own.ts';
import { addTask, hasOpenTask, type TaskKind } from '#server/db/queries/tasks.ts';
import { holdAlone } from '#server/db/queries/console.ts';
import { newId } from '#server/db/keyring.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { answerBy } from '#features/keeping/domain/answer-by.ts';
import type { CallForm } from '../call-schema.ts';
import { rightsOnce, type OpenRight } from '../domain/rights-open.ts';
import type { Clock } from '../domain/clock-state.ts';
import { answerWithin, dueIn } from './ask-once.ts';
import { codeCaseOf } from './code-case.ts';
import { clocksFor, loadMatters, type LoadedMatter } from './load-matters.ts';
import { partOfCase } from './part-of-case.ts';

type WorkerCtx = Ctx<WorkerActor>;

/** What one person of a case can ask for now: deadlines that wait for "Did they?" (P3), and rights (P11). */
export type CallChoices = { clocks: Clock[]; rights: OpenRight[] };

const choicesOf = (matter: LoadedMatter, now: Date): CallChoices => ({
	clocks: clocksFor(matter, now).filter(({ state, reasonKey }) => state === 'not_recorded' && reasonKey !== 'clocks.reason.said_no'),
	rights: rightsOnce(codeCaseOf(matter.case, matter.participant), matter.events, now)
});

/** The same for everybody in a case, by person: what the page of a call offers. For whoever may open the case. */
export const readCallChoices = async ({ db, now }: WorkerCtx, caseId: string): Promise<Map<string, CallChoices>> =>
	new Map((await loadMatters(db, [caseId])).map((matter) => [matter.participant.personId, choicesOf(matter, now)]));

type Ask = { kind: TaskKind; dueOn: Day; isUrgent?: boolean; about?: string; eventId?: string | null };

/** The task that the person's own page would have made, with what was said in a line; the same one twice is once. */
async function askFor({ db, now }: WorkerCtx, { caseId, personId, line }: CallForm, ask: Ask): Promise<void> {
	const { kind, dueOn, isUrgent = false, about, eventId = null } = ask;
	if (await hasOpenTask(db, kind, { personId, ...(about && { about }) })) return;
	const id = newId(now);
	const detailSealed = line ? await sealAt(db.keys, sealedPlaces.taskDetail({ caseId }, id), line) : null;
	await addTask(db, {
		id,
		hubId: db.hub,
		caseId,
		personId,
		eventId,
		kind,
		isUrgent,
		dueOn,
		about: about ?? null,
		detailSealed,
		madeAt: now
	});
}

/** A thing that a call asks for and that is a task of the hub, and in how many working days: no later than the person's own pages say. What is asked to be deleted has the law's own day. */
const plain = {
	update: { kind: 'update_asked', within: answerWithin },
	call_back: { kind: 'call_me', within: 1 },
	data_wrong: { kind: 'data_wrong', within: answerWithin },
	erase: { kind: 'erase_asked', within: null },
	danger: { kind: 'not_safe', within: 0 }
} as const;

async function answer(ctx: WorkerCtx, form: CallForm, { clocks }: CallChoices): Promise<Outcome | null> {
	const { db, now, actor } = ctx;
	const clock = clocks.find(({ id }) => id === form.about);
	if (!clock) return refuse('want', 'call.error.want');
	const { caseId, personId } = form;
	const said = form.want === 'told' ? 'yes' : 'no';
	await addAnswer(db, { id: newId(now), hubId: db.hub, caseId, personId, clockId: clock.id, answer: said, at: now, byWorker: actor.id });
	if (said === 'no') await askFor(ctx, form, { kind: 'not_told', about: clock.id, eventId: clock.eventId, dueOn: londonDay(now) });
	return null;
}

async function useRightFor(ctx: WorkerCtx, form: CallForm, { rights }: CallChoices): Promise<Outcome | null> {
	const right = rights.find(({ id }) => id === form.about);
	if (!right) return refuse('want', 'call.error.want');
	const dueOn = dueIn(ctx.now, answerWithin);
	await askFor(ctx, form, { kind: 'help_with_right', about: right.id, eventId: right.eventId, dueOn });
	return null;
}

/**
 * Writes down a call that somebody made to us (P19): what a person can do on her own pages, a worker records for her, and it is marked so. Who could not say that it is them gets a call
 * back on a safe way, and help in danger, and nothing else (P9; the form decides). A message is the messages' to keep. @throws NotYours
 */
export async function recordCall(ctx: WorkerCtx, form: CallForm): Promise<Outcome> {
	const { caseId, personId, want } = form;
	await partOfCase(ctx, caseId, personId);
	await holdAlone(ctx.db, caseId);
	const choices = (await readCallChoices(ctx, caseId)).get(personId) ?? { clocks: [], rights: [] };
	if (want === 'told' || want === 'not_told' || want === 'right') {
		const refused = await (want === 'right' ? useRightFor : answer)(ctx, form, choices);
		if (refused) return refused;
	} else if (want !== 'message') {
		const { kind, within } = plain[want];
		await askFor(ctx, form, { kind, dueOn: within === null ? answerBy(ctx.now) : dueIn(ctx.now, within), isUrgent: want === 'danger' });
	}
	noteCall(ctx, form);
	// Danger ends with what was done about it, on the page of needs (P20).
	return { go: want === 'danger' ? `/console/cases/${caseId}/needs/${personId}` : `/console/cases/${caseId}?call=${want}` };
}

/** The row of the log for a call: what was wanted, and how we knew who it was. */
export function noteCall(ctx: WorkerCtx, { caseId, personId, want, proof, questions }: CallForm): void {
	ctx.about({ caseId, personId, reason: ['call', want, proof, ...questions].join('.') });
}
