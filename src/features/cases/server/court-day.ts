import { courtStepsOf } from '#server/db/queries/court.ts';
import { addDaysAway, addTicks, daysAwayOf, dropTicks, endDaysAway, ownTicks } from '#server/db/queries/court-day.ts';
import { ownCases } from '#server/db/queries/own.ts';
import type { Tx } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Outcome } from '#server/http/ctx.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, type Day } from '#shared/london.ts';
import type { Occurred } from '../domain/event.ts';
import { mostAway, ticks, wrongWith, type DaysAway, type Tick } from '../domain/court-day.ts';
import { hearingsOf, stillToCome, whenOf } from '../domain/hearings.ts';
import { inOrder } from '../domain/order.ts';
import { standingsOf, type Standing } from './court-help.ts';
import { placeOf, type Place } from './court-places.ts';
import { foldCases, ownCase, type OwnCase, type PersonCtx } from './own-case.ts';

/** A day at court that is still to come. `place` is null where nobody said which court, or it is none of the list. */
export type CourtDay = { id: string; when: Occurred; time: string | null; court: string | null; place: Place | null };
/** What comes at court in one case: its days, what was asked for, and the days on which they cannot come. */
export type CourtCase = { caseId: string; isWitness: boolean; days: CourtDay[]; standings: Standing[]; away: DaysAway[] };
export type CourtPlan = { cases: CourtCase[]; ticked: Tick[] };

function daysOf({ known, view }: OwnCase, today: string): CourtDay[] {
	return stillToCome(hearingsOf(inOrder([...known])), view.stage, today)
		.filter(({ isOff }) => !isOff)
		.map(({ event, root }) => {
			const { time = null, court = null } = event.detail.hearing ?? {};
			return { id: root, when: whenOf(event), time, court, place: court ? placeOf(court) : null };
		});
}

/** Whether a case is, or may soon be, before a court, so that days on which one cannot come are worth saying. */
const isCourtAhead = ({ view: { stage } }: OwnCase, days: readonly CourtDay[]): boolean =>
	days.length > 0 || stage === 'charged' || stage === 'court';

/**
 * Her days at court in all her cases (issue 7, part 4): where, when, what was asked for, when she cannot come, what she ticked. Only what she may know of: news that
 * she was not told is in none of it (P4). Her own page, so it writes nothing.
 */
export async function readCourtPlan(ctx: PersonCtx): Promise<CourtPlan> {
	const { db, actor, now } = ctx;
	const today = londonDay(now);
	const rows = await ownCases(db, actor.id);
	const owned = await foldCases(ctx, rows);
	const ahead = owned.map((own) => ({ own, days: daysOf(own, today) })).filter(({ own, days }) => isCourtAhead(own, days));
	const ids = ahead.map(({ own }) => own.row.id);
	const [away, ticked, steps] = await Promise.all([
		ids.length ? daysAwayOf(db, actor.id, ids, today) : [],
		ownTicks(db, actor.id),
		Promise.all(ids.map((id) => courtStepsOf(db, actor.id, id)))
	]);
	return {
		cases: ahead.map(({ own, days }, at) => ({
			caseId: own.row.id,
			isWitness: own.row.role === 'witness',
			days,
			standings: standingsOf(steps[at] ?? []),
			away: away.filter(({ caseId }) => caseId === own.row.id).map(({ id, from, to }) => ({ id, from, to }))
		})),
		ticked: ticks.filter((tick) => ticked.some(({ item }) => item === tick))
	};
}

const here = '/my/day';

/** She ticks what she has thought of. The list as it was sent is how it stands: what is not in it is not ticked. It is hers alone and makes nothing for anybody. */
export async function tickForCourt({ db, actor, now, about }: PersonCtx, items: readonly Tick[]): Promise<Outcome> {
	about({ personId: actor.id, objectId: actor.id });
	const gone = ticks.filter((tick) => !items.includes(tick));
	if (gone.length) await dropTicks(db, actor.id, gone);
	if (items.length)
		await addTicks(
			db,
			items.map((item) => ({ hubId: db.hub, personId: actor.id, item, madeAt: now }))
		);
	return { go: `${here}?done=ticked` };
}

/** Whether these days can be kept for a person: null where they can, 'there' where they stand already, else what is wrong and in which field. */
export async function lookAtDays(
	db: Tx,
	personId: string,
	caseId: string,
	days: Pick<DaysAway, 'from' | 'to'>,
	today: Day
): Promise<'there' | ReturnType<typeof refuse> | null> {
	const wrong = wrongWith(days, today);
	if (wrong) return refuse(wrong === 'past' ? 'to' : 'from', `court.away.error.${wrong}`);
	const there = await daysAwayOf(db, personId, [caseId], today);
	if (there.some(({ from, to }) => from === days.from && to === days.to)) return 'there';
	return there.length >= mostAway ? refuse('from', 'court.away.error.many') : null;
}

/** She says on which days she cannot come: a worker tells witness care (T2). Days that stand there already change nothing. @throws NotYours */
export async function sayAway(ctx: PersonCtx, caseId: string, days: Pick<DaysAway, 'from' | 'to'>): Promise<Outcome> {
	const { db, actor, now } = ctx;
	await ownCase(ctx, caseId);
	ctx.about({ personId: actor.id, caseId, objectId: caseId });
	const found = await lookAtDays(db, actor.id, caseId, days, londonDay(now));
	if (found === 'there') return { go: `${here}?done=away` };
	if (found) return found;
	const row = { id: newId(now), hubId: db.hub, caseId, personId: actor.id, fromOn: days.from, toOn: days.to };
	await addDaysAway(db, { ...row, saidBy: 'person', madeAt: now });
	ctx.emit('court.asked', { person: actor.id, case: caseId });
	return { go: `${here}?done=away` };
}

/** She can come after all. A worker tells witness care that too. @throws NotYours where no such days are hers */
export async function takeBackAway(ctx: PersonCtx, caseId: string, id: string): Promise<Outcome> {
	const { db, actor, now } = ctx;
	await ownCase(ctx, caseId);
	if (!(await endDaysAway(db, actor.id, caseId, id, now))) throw new NotYours();
	ctx.about({ personId: actor.id, caseId, objectId: id });
	ctx.emit('court.asked', { person: actor.id, case: caseId });
	return { go: `${here}?done=back` };
}
