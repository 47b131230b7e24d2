import { newId } from '#server/db/keyring.ts';
import { addNeedAnswer, ownNeedAnswers, type OwnAnswerRow } from '#server/db/queries/needs.ts';
import { holdAsking, ownCases } from '#server/db/queries/own.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { needs } from '#features/directory/domain/codes.ts';
import { answerFrom, hasNeed, type Answer, type Safe } from '../domain/answer.ts';
import type { NeedsForm } from '../schema.ts';

export type PersonCtx = Ctx<PersonActor>;
/** One answer as she reads it again. `words` null: cannot be read now; '' nothing written. */
export type OwnAnswer = { id: string; on: string; answer: Answer; words: string | null };

async function presented({ db, actor }: PersonCtx, row: OwnAnswerRow): Promise<OwnAnswer> {
	const words = row.lineSealed ? await openAt(db.keys, sealedPlaces.needLine(actor.id, row.id), row.lineSealed) : '';
	return { id: row.id, on: row.madeAt.toISOString(), answer: answerFrom(row), words };
}

/** What she said would help, newest first: one query. Her own look writes nothing. */
export const readOwnNeeds = async (ctx: PersonCtx): Promise<OwnAnswer[]> =>
	Promise.all((await ownNeedAnswers(ctx.db, ctx.actor.id)).map((row) => presented(ctx, row)));

/** Where her answers are found by the hub: her newest case, or none where she has none. */
export async function newestCase({ db, actor }: PersonCtx): Promise<string | null> {
	const [newest] = await ownCases(db, actor.id);
	return newest?.id ?? null;
}

/** The form's answer without what was skipped. */
export const answerIn = (form: NeedsForm): Answer => ({
	levels: Object.fromEntries(needs.flatMap((need) => (form[need] ? [[need, form[need]]] : []))),
	before: form.before || null
});

/** "Are you safe right now?" "No" is told to the hub at once, whatever she does next (P20); the page says what to do in danger. Nothing is needed to go on. */
export async function saySafe(ctx: PersonCtx, safe: Safe | ''): Promise<Outcome> {
	if (safe === 'no') ctx.emit('need.unsafe', { person: ctx.actor.id, case: (await newestCase(ctx)) ?? '' });
	if (safe === 'no') return { go: '/my/help/now?done=told' };
	return { go: safe === 'unsure' ? '/my/help/now' : '/my/help/needs/what' };
}

/** Keeps what she said would help, beside what she said before (T14). A form sent twice is one answer. With a need the hub's 24 hours begin (T11); with none she reads what there is (T12). */
export async function saveNeeds(ctx: PersonCtx, form: NeedsForm): Promise<Outcome> {
	const { db, actor, now } = ctx;
	await holdAsking(db, actor.id, 'needs');
	const id = newId(now);
	const answer = answerIn(form);
	const lineSealed = form.line ? await sealAt(db.keys, sealedPlaces.needLine(actor.id, id), form.line) : null;
	const caseId = await newestCase(ctx);
	const row = { id, hubId: db.hub, personId: actor.id, caseId, levels: answer.levels as Record<string, string>, before: answer.before };
	const isNew = await addNeedAnswer(db, { ...row, lineSealed, onceKey: form.once, madeAt: now });
	if (isNew) {
		ctx.record({ action: 'need.answered', personId: actor.id, caseId: caseId ?? undefined, objectId: id });
		if (hasNeed(answer) || form.line) ctx.emit('need.answered', { person: actor.id, case: caseId ?? '', at: now.toISOString() });
	}
	return { go: hasNeed(answer) || form.line ? '/my/help?done=needs' : '/my/help/there-is' };
}
