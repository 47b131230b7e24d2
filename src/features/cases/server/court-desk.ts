import { addCourtStep, casesWithCourt, courtStepsOf } from '#server/db/queries/court.ts';
import { addDaysAway, daysAwayOf, endDaysAway } from '#server/db/queries/court-day.ts';
import { holdAlone } from '#server/db/queries/console.ts';
import { addTask, hasOpenTask, settleOpenTasks, tasksOfCase } from '#server/db/queries/tasks.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { HubId } from '#shared/ids.ts';
import type { JobActor, WorkerActor } from '#server/policy/actor.ts';
import { addDays, londonDay } from '#shared/london.ts';
import { NotYours } from '#shared/faults.ts';
import type { CourtForm } from '../court-schema.ts';
import type { DaysAway } from '../domain/court-day.ts';
import { courtThings, nextSteps, type CourtStep, type CourtThing } from '../domain/court-help.ts';
import { hearingsOf, stillToCome, whenOf } from '../domain/hearings.ts';
import { earliestDay, inOrder } from '../domain/order.ts';
import { weekEnds } from '../domain/due-filter.ts';
import { answerWithin, dueIn } from './ask-once.ts';
import { lookAtDays } from './court-day.ts';
import { standingsOf, stepRow, type Standing } from './court-help.ts';
import { loadMatters } from './load-matters.ts';
import { partOfCase } from './part-of-case.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type CourtDesk = { standings: Standing[]; next: Record<CourtThing, CourtStep[]>; away: DaysAway[] };

/** What one person asked for court, when they cannot come, and what may be recorded next about each thing. For whoever may open the case; the door writes the look. @throws NotYours */
export async function readCourtDesk(ctx: WorkerCtx, caseId: string, personId: string): Promise<CourtDesk> {
	await partOfCase(ctx, caseId, personId);
	const standings = standingsOf(await courtStepsOf(ctx.db, personId, caseId));
	const stepOf = (thing: CourtThing) => standings.find((one) => one.thing === thing)?.step ?? null;
	const next = Object.fromEntries(courtThings.map((thing) => [thing, nextSteps(thing, stepOf(thing), 'worker')]));
	const away = await daysAwayOf(ctx.db, personId, [caseId], londonDay(ctx.now));
	return { standings, next: next as CourtDesk['next'], away: away.map(({ id, from, to }) => ({ id, from, to })) };
}

/**
 * Records what was asked by phone, passed on, or answered (T7). Refuses a step that cannot follow, because somebody was first or she stopped meanwhile; a visit is booked for a day that is
 * not past. Where nothing waits any more the task that asked for it ends; an answer makes a notice that says nothing of it. @throws NotYours
 */
export async function recordCourt(ctx: WorkerCtx, form: CourtForm): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const { caseId, personId, thing, step, day, time, court, access } = form;
	await partOfCase(ctx, caseId, personId);
	await holdAlone(db, caseId);
	const standings = standingsOf(await courtStepsOf(db, personId, caseId));
	const last = standings.find((one) => one.thing === thing);
	if (!nextSteps(thing, last?.step ?? null, 'worker').includes(step)) return refuse('step', 'court.error.step');
	if (step === 'booked' && (!day || day < londonDay(now))) return refuse('day', 'court.error.day');
	const place = step === 'booked' ? { onDay: day, atTime: time, court, access } : { access: [] };
	const row = { ...stepRow(ctx, caseId, personId, thing, last), step, saidBy: 'worker', workerId: actor.id, ...place } as const;
	if (!(await addCourtStep(db, row))) return refuse('step', 'court.error.step');
	const isLeft = standings.some((one) => one.thing !== thing && one.step === 'asked');
	if (!isLeft && step !== 'asked') await settleOpenTasks(db, 'court_asked', { personId, about: caseId }, actor.id);
	if (step === 'granted' || step === 'refused' || step === 'booked')
		ctx.emit('court.answered', { person: personId, case: caseId, step: row.id });
	ctx.about({ caseId, personId, objectId: row.id, reason: `court.${thing}.${step}` });
	return { go: `/console/cases/${caseId}/court/${personId}` };
}

/** Days on which they cannot come, said by phone (P19): the same rules as on their own page. @throws NotYours */
export async function recordAway(ctx: WorkerCtx, caseId: string, personId: string, days: Pick<DaysAway, 'from' | 'to'>): Promise<Outcome> {
	const { db, actor, now } = ctx;
	await partOfCase(ctx, caseId, personId);
	await holdAlone(db, caseId);
	const found = await lookAtDays(db, personId, caseId, days, londonDay(now));
	if (found && found !== 'there') return found;
	const row = { id: newId(now), hubId: db.hub, caseId, personId, fromOn: days.from, toOn: days.to, workerId: actor.id };
	if (!found) await addDaysAway(db, { ...row, saidBy: 'worker', madeAt: now });
	ctx.about({ caseId, personId, objectId: row.id, reason: 'court.away' });
	return { go: `/console/cases/${caseId}/court/${personId}` };
}

/** They can come after all, said by phone. @throws NotYours where no such days stand */
export async function endAway(ctx: WorkerCtx, caseId: string, personId: string, id: string): Promise<Outcome> {
	await partOfCase(ctx, caseId, personId);
	if (!(await endDaysAway(ctx.db, personId, caseId, id, ctx.now))) throw new NotYours();
	ctx.about({ caseId, personId, objectId: id, reason: 'court.away' });
	return { go: `/console/cases/${caseId}/court/${personId}` };
}

/** Somebody asked for something at court, or stopped: the hub's task, one for each person and case, due in two working days (T7). */
export async function onCourtAsked({ db, now }: Ctx<JobActor>, { person = '', case: caseId = '' }: Record<string, string>): Promise<void> {
	if (!person || !caseId || (await hasOpenTask(db, 'court_asked', { personId: person, about: caseId }))) return;
	const about = { id: newId(now), hubId: db.hub, caseId, personId: person, about: caseId };
	await addTask(db, { ...about, kind: 'court_asked', isUrgent: false, dueOn: dueIn(now, answerWithin), madeAt: now });
}

/**
 * Court within five working days: for each hearing that still stands, and each person it concerns, one task to see that they know and are ready, due the working day before at the latest.
 * Moved to another day it is another task; done once it does not come again. @returns how many were made
 */
export const remindOfCourt = (db: Db, hub: HubId, now: Date): Promise<number> =>
	work(db, { actor: { kind: 'job', hub }, now, lang: 'en', requestId: newId(now), audit: null }, remind);

async function remind({ db, now }: Ctx<JobActor>): Promise<number> {
	const today = londonDay(now);
	// A warned period begins before the day that is meant.
	const cases = await casesWithCourt(db, addDays(today, -42), weekEnds(today));
	let made = 0;
	for (const { case: matter, participant, events } of await loadMatters(db, cases)) {
		const asked = await tasksOfCase(db, matter.id);
		const soon = stillToCome(
			hearingsOf(inOrder([...events])).filter(({ isOff }) => !isOff),
			'court',
			today
		).filter(({ event }) => (earliestDay(whenOf(event)) ?? '9999') <= weekEnds(today));
		for (const { event } of soon) {
			const isThere = asked.some(
				(task) => task.kind === 'court_soon' && task.eventId === event.id && task.personId === participant.personId
			);
			if (isThere) continue;
			const about = { id: newId(now), hubId: db.hub, caseId: matter.id, personId: participant.personId, eventId: event.id };
			const first = earliestDay(whenOf(event)) ?? today;
			await addTask(db, { ...about, kind: 'court_soon', isUrgent: false, dueOn: first < today ? today : first, madeAt: now });
			made++;
		}
	}
	return made;
}
