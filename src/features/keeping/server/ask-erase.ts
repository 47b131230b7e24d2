import { addTask } from '#server/db/queries/tasks.ts';
import { eraseAsked, erasureAnswer } from '#server/db/queries/answers.ts';
import { holdAsking } from '#server/db/queries/own.ts';
import { newId } from '#server/db/keyring.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { answerBy } from '../domain/answer-by.ts';

type PersonCtx = Ctx<PersonActor>;
export type EraseAnswer = {
	outcome: 'all' | 'part' | 'keep';
	reason: string | null;
	words: string | null;
	on: Day;
	dropsContact: boolean;
	isDone: boolean;
};
/** By when we answer what she asked; what we answered last; by when we would answer if she asked now. */
export type ErasePage = { askedOn: Day | null; answerBy: Day; answer: EraseAnswer | null };

/** "Ask us to delete what we hold": her open request, or our last answer. Her own page, so it writes nothing. */
export async function readErase({ db, actor, now }: PersonCtx): Promise<ErasePage> {
	const asked = await eraseAsked(db, actor.id);
	const isOpen = asked !== undefined && asked.doneAt === null;
	const row = await erasureAnswer(db, actor.id);
	const words = row?.wordsSealed ? await openAt(db.keys, sealedPlaces.erasureWords(actor.id, row.id), row.wordsSealed) : null;
	return {
		askedOn: isOpen ? londonDay(asked.madeAt) : null,
		answerBy: isOpen ? asked.dueOn : answerBy(now),
		answer: row
			? {
					outcome: row.outcome,
					reason: row.reason,
					words,
					on: londonDay(row.decidedAt),
					dropsContact: row.dropsContact,
					isDone: row.doneAt !== null
				}
			: null
	};
}

/** Makes the request: a task with the day of the answer. Nothing is deleted by it. Asking again while it is open changes nothing. */
export async function askErase(ctx: PersonCtx, line: string): Promise<Outcome> {
	const { db, actor, now } = ctx;
	await holdAsking(db, actor.id, actor.id);
	const asked = await eraseAsked(db, actor.id);
	ctx.about({ personId: actor.id, objectId: asked?.doneAt === null ? asked.id : undefined });
	if (asked?.doneAt === null) return { go: '/my/account/erase' };
	const id = newId(now);
	const detailSealed = line ? await sealAt(db.keys, sealedPlaces.taskDetail({ personId: actor.id }, id), line) : null;
	const task = { id, hubId: db.hub, caseId: null, personId: actor.id, kind: 'erase_asked', isUrgent: false } as const;
	await addTask(db, { ...task, dueOn: answerBy(now), detailSealed, madeAt: now });
	ctx.about({ personId: actor.id, objectId: id });
	return { go: '/my/account/erase' };
}
