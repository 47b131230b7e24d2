import { addCourtStep, courtStepsOf, type CourtStepRow } from '#server/db/queries/court.ts';
import { holdAsking } from '#server/db/queries/own.ts';
import { newId } from '#server/db/keyring.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { calendarOf, type Dated } from '../domain/calendar.ts';
import { courtThings, isOver, nextSteps, type AccessCode, type CourtStep, type CourtThing } from '../domain/court-help.ts';
import { hearingsOf, stillToCome, whenOf } from '../domain/hearings.ts';
import { inOrder } from '../domain/order.ts';
import { openCase, ownCase, type OwnCase, type PersonCtx } from './own-case.ts';

/** Where one thing stands that was asked for: its last step, when that was, and the day, place and access of a visit. */
export type Standing = {
	thing: CourtThing;
	step: CourtStep;
	seq: number;
	on: string;
	saidBy: 'person' | 'worker';
	day: Day | null;
	time: string | null;
	court: string | null;
	access: AccessCode[];
};

const isThing = (thing: string): thing is CourtThing => courtThings.some((each) => each === thing);

/** The last step about each thing, in the order in which things are offered. */
export function standingsOf(rows: readonly CourtStepRow[]): Standing[] {
	const last = new Map(rows.map((row) => [row.thing, row]));
	return courtThings.flatMap((thing) => {
		const row = last.get(thing);
		if (!row || !isThing(row.thing)) return [];
		const { seq, madeAt, saidBy, onDay, atTime, court, access } = row;
		const place = { day: onDay, time: atTime, court, access: access as AccessCode[] };
		return [{ thing, step: row.step as CourtStep, seq, on: madeAt.toISOString(), saidBy, ...place }];
	});
}

export type CourtPage = { hearings: OwnCase['view']['hearings']; standings: Standing[]; free: CourtThing[]; hasDates: boolean };

/** What comes at court for this person in one case: days, what she asked for, and what she can ask for. Her own page, so it writes nothing. @throws NotYours */
export async function readCourtPage(ctx: PersonCtx, caseId: string): Promise<CourtPage> {
	const own = await openCase(ctx, caseId);
	const standings = standingsOf(await courtStepsOf(ctx.db, ctx.actor.id, caseId));
	const stepOf = (thing: CourtThing) => standings.find((one) => one.thing === thing)?.step ?? null;
	return {
		hearings: own.view.hearings,
		standings,
		free: courtThings.filter((thing) => isOver(stepOf(thing))),
		hasDates: datesOf(own, standings, ctx.now).length > 0
	};
}

/** A new row about one thing, after the last step about it. */
export const stepRow = (
	{ db, now }: Pick<Ctx, 'db' | 'now'>,
	caseId: string,
	personId: string,
	thing: CourtThing,
	last: Standing | undefined
) => ({
	...{ id: newId(now), hubId: db.hub, caseId, personId, thing, seq: (last?.seq ?? 0) + 1, madeAt: now }
});

async function say(ctx: PersonCtx, caseId: string, things: readonly CourtThing[], step: 'asked' | 'stopped'): Promise<CourtThing[]> {
	const { db, actor } = ctx;
	await ownCase(ctx, caseId);
	await holdAsking(db, actor.id, caseId);
	const standings = standingsOf(await courtStepsOf(db, actor.id, caseId));
	const said: CourtThing[] = [];
	for (const thing of things) {
		const last = standings.find((one) => one.thing === thing);
		if (!nextSteps(thing, last?.step ?? null, 'person').includes(step)) continue;
		await addCourtStep(db, { ...stepRow(ctx, caseId, actor.id, thing, last), step, saidBy: 'person', access: [] });
		said.push(thing);
	}
	ctx.about({ personId: actor.id, caseId, objectId: caseId });
	return said;
}

const here = (caseId: string) => `/my/updates/${caseId}/dates`;

/** She asks for what would make court easier (T7): a worker passes it on. What is asked for already changes nothing; nothing here says that it will be granted. @throws NotYours */
export async function askForCourt(ctx: PersonCtx, caseId: string, things: readonly CourtThing[]): Promise<Outcome> {
	const asked = await say(ctx, caseId, things, 'asked');
	if (asked.length) ctx.emit('court.asked', { person: ctx.actor.id, case: caseId });
	return { go: `${here(caseId)}?done=asked` };
}

/** She no longer wants one of them: in force at once; a worker tells whom it was passed on to. @throws NotYours */
export async function stopForCourt(ctx: PersonCtx, caseId: string, thing: CourtThing): Promise<Outcome> {
	const stopped = await say(ctx, caseId, [thing], 'stopped');
	if (stopped.length) ctx.emit('court.asked', { person: ctx.actor.id, case: caseId });
	return { go: `${here(caseId)}?done=stopped` };
}

function datesOf(own: OwnCase, standings: readonly Standing[], now: Date): Dated[] {
	const hearings = stillToCome(hearingsOf(inOrder([...own.known])), own.view.stage, londonDay(now));
	const visits = standings.filter(({ thing, day }) => thing === 'visit' && day !== null);
	return [
		...hearings.map(({ event, root, moves, isOff }) => {
			const time = event.detail.hearing?.time;
			return { name: root, when: whenOf(event), ...(time && { time }), changes: moves, isOff };
		}),
		...visits.flatMap(({ step, seq, day, time }) =>
			day === null
				? []
				: [
						{
							name: `${own.row.id}-v`,
							when: { kind: 'day' as const, on: day },
							...(time && { time }),
							changes: seq,
							isOff: step !== 'booked'
						}
					]
		)
	];
}

/** Her days as a calendar file that says "Appointment" and nothing else (T7). Only what she may know of: news that she was not told is in none of it (P4). @throws NotYours */
export async function readCalendar(ctx: PersonCtx, caseId: string, title: string): Promise<string> {
	const own = await openCase(ctx, caseId);
	const standings = standingsOf(await courtStepsOf(ctx.db, ctx.actor.id, caseId));
	return calendarOf(datesOf(own, standings, ctx.now), title, ctx.now);
}
