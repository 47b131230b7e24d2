import { participationsOf } from '#server/db/queries/console.ts';
import { newId } from '#server/db/keyring.ts';
import { adjustmentsOf } from '#server/db/queries/contact.ts';
import { addNeedAnswer, markContacted, needAnswersOf, type NeedAnswerRow } from '#server/db/queries/needs.ts';
import { holdAsking } from '#server/db/queries/own.ts';
import { addRiskMark, personsOf } from '#server/db/queries/people.ts';
import { addTask, hasOpenTask, settleOpenTasks } from '#server/db/queries/tasks.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { addDays, londonDay } from '#shared/london.ts';
import { speaksWith } from '#features/contact/domain/adjustments.ts';
import { isRepeat } from '#features/cases/domain/repeat.ts';
import { answerFrom, changesBetween, contactBy, hasNeed, isInTime, wantedNeeds, type Answer, type Change } from '../domain/answer.ts';
import type { DangerForm, NeedsForm, passTo } from '../schema.ts';
import { servicesThatFit, type Fitting } from './fits.ts';
import { answerIn } from './own-needs.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type CaseAnswer = { id: string; on: string; isHers: boolean; answer: Answer; words: string | null; changes: Change[] };
export type CaseNeeds = {
	answers: CaseAnswer[];
	/** Until when the hub speaks with her; null where nothing is open (T11). */
	contactBy: string | null;
	isLate: boolean;
	/** She came to harm before, by our cases or by her word (T34). Never shown to her. */
	isRepeat: boolean;
	services: Fitting[];
	/** She said that she is not safe, and nobody has written down what was done (P20). */
	isUnsafe: boolean;
};

async function presented({ db }: WorkerCtx, row: NeedAnswerRow, earlier: NeedAnswerRow | undefined): Promise<CaseAnswer> {
	const answer = answerFrom(row);
	return {
		...{ id: row.id, on: row.madeAt.toISOString(), isHers: row.madeBy === null, answer },
		words: row.lineSealed ? await openAt(db.keys, sealedPlaces.needLine(row.personId, row.id), row.lineSealed) : '',
		changes: earlier ? changesBetween(answerFrom(earlier), answer) : []
	};
}

/** What a person said would help, as staff read it: newest first with what changed (T14), the 24 hours (T11), what fits, and whether this happened before (T34). */
export async function readCaseNeeds(ctx: WorkerCtx, personId: string): Promise<CaseNeeds> {
	const { db, now } = ctx;
	const rows = await needAnswersOf(db, personId);
	const [person] = await personsOf(db, [personId]);
	const [easier] = await adjustmentsOf(db, [personId]);
	const [newest] = rows;
	// Also who only wrote a line waits for somebody, and the task ends here.
	const open = rows.findLast((row) => !row.contactedAt && (hasNeed(answerFrom(row)) || row.lineSealed !== null));
	const parts = await participationsOf(db, [personId]);
	const wish = {
		needs: newest ? wantedNeeds(answerFrom(newest)) : [],
		lang: speaksWith(easier, person?.lang),
		access: []
	};
	return {
		answers: await Promise.all(rows.map((row, at) => presented(ctx, row, rows[at + 1]))),
		contactBy: open ? contactBy(open.madeAt).toISOString() : null,
		isLate: open ? isInTime(open.madeAt, null, now) === false : false,
		isRepeat:
			isRepeat(parts.map((one) => ({ madeAt: one.case.madeAt, role: one.participant.role }))) ||
			rows.some(({ before }) => before === 'yes'),
		services: wish.needs.length ? await servicesThatFit(ctx, wish, person?.area ?? null) : [],
		isUnsafe: await hasOpenTask(db, 'not_safe', { personId })
	};
}

/** What a person said last would help her, and when; null where nobody has asked: for the page of her case. */
export async function lastNeeds(
	{ db }: WorkerCtx,
	personId: string
): Promise<{ needs: ReturnType<typeof wantedNeeds>; on: string } | null> {
	const [newest] = await needAnswersOf(db, personId);
	return newest ? { needs: wantedNeeds(answerFrom(newest)), on: newest.madeAt.toISOString() } : null;
}

/** Writes down by phone what a person says would help (P19, T37): marked as written for her. A need begins the 24 hours unless the worker has her on the line: then they are met. */
export async function recordNeeds(ctx: WorkerCtx, caseId: string, personId: string, form: NeedsForm): Promise<void> {
	const { db, now, actor } = ctx;
	const id = newId(now);
	const { levels, before } = answerIn(form);
	const lineSealed = form.line ? await sealAt(db.keys, sealedPlaces.needLine(personId, id), form.line) : null;
	const row = { id, hubId: db.hub, personId, caseId, levels: levels as Record<string, string>, before, lineSealed, onceKey: form.once };
	// Whoever takes it down is speaking with her: that is the contact.
	if (await addNeedAnswer(db, { ...row, madeAt: now, madeBy: actor.id, contactedAt: now, contactedBy: actor.id }))
		ctx.record({ action: 'need.answered', caseId, personId, objectId: id });
}

/** The hub has spoken with her about what would help (T11): settles the task of the 24 hours. Saying it twice changes nothing. */
export async function recordContact(ctx: WorkerCtx, caseId: string, personId: string): Promise<void> {
	await markContacted(ctx.db, personId, ctx.actor.id);
	const count = await settleOpenTasks(ctx.db, 'need_contact', { personId }, ctx.actor.id);
	if (count) ctx.record({ action: 'task.done', caseId, personId, reason: 'need_contact' });
}

const passWithin = 1;
/** Gives it on to a worker, an advocate or the mental-health practitioner (T13): a task of theirs, due the next day. One of each is open at a time. */
export async function passOn(ctx: WorkerCtx, caseId: string, personId: string, to: (typeof passTo)[number]): Promise<void> {
	const { db, now } = ctx;
	await holdAsking(db, personId, 'need_follow');
	if (await hasOpenTask(db, 'need_follow', { personId, about: to })) return;
	const row = { id: newId(now), hubId: db.hub, caseId, personId, kind: 'need_follow', isUrgent: false, about: to } as const;
	await addTask(db, { ...row, dueOn: addDays(londonDay(now), passWithin), madeAt: now });
	ctx.record({ action: 'task.made', caseId, personId, reason: `need_follow.${to}` });
}

/**
 * What was done after somebody said that she is not safe (P20): the level of risk, the form used, what was passed on, by whom, and when it is looked at again. Only this ends the task. A
 * raised level is a mark of risk, which is never shown to her.
 */
export async function recordDanger(ctx: WorkerCtx, caseId: string, personId: string, form: DangerForm): Promise<void> {
	const { db, now, actor } = ctx;
	if (form.level === 'raised') {
		const id = newId(now);
		const words = [`${form.form}: ${form.note}`, ...form.done].join(' · ');
		const reasonSealed = await sealAt(db.keys, sealedPlaces.riskReason(personId, id), words);
		const reviewOn = addDays(londonDay(now), form.weeks * 7);
		await addRiskMark(db, { id, hubId: db.hub, personId, reasonSealed, author: actor.id, madeAt: now, reviewOn });
		ctx.record({ action: 'risk.marked', caseId, personId, objectId: id });
	}
	const count = await settleOpenTasks(db, 'not_safe', { personId }, actor.id);
	ctx.record({
		action: 'task.done',
		caseId,
		personId,
		reason: `not_safe.${form.level}.${form.form}${form.done.map((each) => `.${each}`).join('')}`,
		objectId: `${count}`
	});
}
