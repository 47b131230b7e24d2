import { addParticipant, participantsOf } from '#server/db/queries/cases.ts';
import { holdAlone, participationsOf } from '#server/db/queries/console.ts';
import { taskOfHub } from '#server/db/queries/due.ts';
import { personsOf, waysOf } from '#server/db/queries/people.ts';
import { addTask, hasOpenTask, settleTask } from '#server/db/queries/tasks.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { answerBy } from '#features/keeping/domain/answer-by.ts';
import { dueIn } from './ask-once.ts';
import { knownPeople } from './console-names.ts';
import type { Alike, Match } from './exact-matches.ts';

type WorkerCtx = Ctx<WorkerActor>;

/** Working days in which somebody says whether two records are one person. */
const answerIn = 5;

/** Keeps the question for each of these, where the worker did not know: one task for each pair, and nothing is joined (P1, S-24, T46). */
export async function askLater({ db, now }: WorkerCtx, caseId: string, personId: string, matches: readonly Match[]): Promise<void> {
	for (const { personId: about } of matches)
		await addTask(db, {
			...{ id: newId(now), hubId: db.hub, caseId, personId, about, kind: 'likeness', isUrgent: false },
			...{ dueOn: dueIn(now, answerIn), madeAt: now }
		});
}

/** One of two who may be the same: the name to use, the area, how many cases, and no more (P19). */
type Side = { id: string; name: string | null; area: string | null; cases: number };
/** A kept question. `other` is null where that record is shut to this worker. `by`: what is exactly alike now. */
export type Likeness = { own: Side | null; other: Side | null; by: Alike[] };

/** The two sides of a kept question, with what is alike between them today. Whose record was named is a row in the log. */
export async function readLikeness(ctx: WorkerCtx, own: string, other: string): Promise<Likeness> {
	const { db } = ctx;
	const known = await knownPeople(db, [own, other]);
	const parts = await participationsOf(db, [own, other]);
	const sideOf = (id: string): Side | null => {
		const person = known.get(id);
		const cases = parts.filter(({ participant }) => participant.personId === id).length;
		return person ? { id, name: person.name, area: person.row.area, cases } : null;
	};
	const by = await alike(ctx, own, other);
	ctx.record({ action: 'person.matched', personId: other, reason: by.join('+') || 'asked' });
	return { own: sideOf(own), other: sideOf(other), by };
}

async function alike({ db }: WorkerCtx, own: string, other: string): Promise<Alike[]> {
	const [rows, ways] = [await personsOf(db, [own, other]), await waysOf(db, [own, other])];
	const born = rows.map(({ nameBornIndex }) => nameBornIndex);
	const numbers = (id: string) => ways.filter(({ personId }) => personId === id).map(({ valueIndex }) => valueIndex.toString('hex'));
	const isSameNumber = numbers(own).some((number) => numbers(other).includes(number));
	const isSameBorn = born.length === 2 && born[0] != null && born[1] != null && born[0].equals(born[1]);
	return [...(isSameNumber ? (['phone'] as const) : []), ...(isSameBorn ? (['name_born'] as const) : [])];
}

/**
 * A worker's answer. "Two people": the question ends, and may be opened again for ten minutes like any task. "The same": the case is linked to the record that was there first, and a
 * supervisor is asked to decide about the other one; no record is merged and none deleted here (S-24). The link can be undone as any wrong link (P13); what was seen meanwhile is known.
 * @throws NotYours for a task that is none of this hub's, or another kind
 */
export async function answerLikeness(ctx: WorkerCtx, taskId: string, answer: 'two' | 'same'): Promise<Outcome | { proves: true }> {
	const { db, now, actor } = ctx;
	const task = await taskOfHub(db, taskId);
	if (task?.kind !== 'likeness' || !task.caseId || !task.personId || !task.about) throw new NotYours();
	const { caseId, personId, about } = task;
	if (task.doneAt) return { go: '/console' };
	ctx.about({ caseId, personId, objectId: taskId, reason: `likeness.${answer}` });
	if (answer === 'same') {
		if (!ctx.isFresh) return { proves: true };
		await holdAlone(db, caseId);
		if (!(await personsOf(db, [about])).length) return refuse('form', 'due.likeness.shut');
		const parts = await participantsOf(db, [caseId]);
		const own = parts.find((part) => part.personId === personId);
		if (!own) throw new NotYours();
		if (!parts.some((part) => part.personId === about))
			await addParticipant(db, {
				id: newId(now),
				hubId: db.hub,
				caseId,
				personId: about,
				role: own.role,
				enhanced: own.enhanced,
				madeAt: now
			});
		ctx.record({ action: 'case.linked', caseId, personId: about });
		const erase = { personId, kind: 'erase_asked', isUrgent: false, dueOn: answerBy(now), madeAt: now } as const;
		if (!(await hasOpenTask(db, 'erase_asked', { personId }))) await addTask(db, { id: newId(now), hubId: db.hub, caseId: null, ...erase });
	}
	await settleTask(db, taskId, actor.id);
	return { go: answer === 'two' ? `/console?done=${taskId}` : `/console/cases/${caseId}` };
}
