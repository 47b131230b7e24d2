import {
	addAbsence,
	addOnCall,
	addStaffSetting,
	endAbsence,
	endOnCall,
	onCallFrom,
	setHomeTeam,
	staffSettings
} from '#server/db/queries/staff.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Outcome } from '#server/http/ctx.ts';
import { NotYours } from '#shared/faults.ts';
import { daysBetween, instantAt, londonDay } from '#shared/london.ts';
import type { Span } from '#shared/office.ts';
import { overlaps } from '../domain/on-call.ts';
import type { AwayForm, OnCallForm } from '../schema.ts';
import { isLead, readTime, staffHere, type StaffCtx } from './read-staff.ts';

const timeOf = (id: string) => `/console/team/${id}/time`;
const rota = '/console/team/rota';
/** As far ahead as anybody plans, in days; what is longer was typed wrongly. */
const longestAway = 400;
const longestShift = 14;

/** Keeps a change on what holds now. Refused where somebody said something since the page was shown. */
async function keep(
	ctx: StaffCtx,
	id: string,
	base: number,
	part: { part: 'hours'; week: readonly (Span | null)[] } | { part: 'teams'; teams: string[] }
): Promise<Outcome> {
	const { db, now, actor } = ctx;
	const who = await staffHere(ctx, id);
	const said = (await staffSettings(db)).find(({ workerId }) => workerId === id);
	if ((said?.version ?? 0) !== base) return refuse('form', 'staff.error.moved');
	const row = { week: said?.week ?? null, teams: [...who.teams], ...part };
	const about = { id: newId(now), hubId: db.hub, workerId: id, madeBy: actor.id, madeAt: now };
	if (!(await addStaffSetting(db, { ...row, ...about, version: base + 1 }))) return refuse('form', 'staff.error.moved');
	ctx.about({ objectId: id, reason: part.part });
	return { go: timeOf(id) };
}

/** Says when somebody works, for each day of the week: they themselves, or a supervisor. @throws NotYours */
export const sayHours = (ctx: StaffCtx, id: string, { base, week }: { base: number; week: readonly (Span | null)[] }): Promise<Outcome> =>
	keep(ctx, id, base, { part: 'hours', week });

/**
 * Puts somebody into these teams and no others: a supervisor's. The one that people hear of stays the first while they are in it.
 * @throws NotYours for everybody else
 */
export async function sayTeams(ctx: StaffCtx, id: string, { base, teams }: { base: number; teams: string[] }): Promise<Outcome> {
	if (!isLead(ctx)) throw new NotYours();
	const { teams: before } = await staffHere(ctx, id);
	const home = before[0] !== undefined && teams.includes(before[0]) ? before[0] : (teams[0] ?? '');
	const out = await keep(ctx, id, base, { part: 'teams', teams: [home, ...teams.filter((team) => team !== home)] });
	if ('go' in out && home !== before[0]) await setHomeTeam(ctx.db, id, home);
	return out;
}

/** Says from which day to which somebody is away and who covers. No reason is asked or kept. Two absences of one never share a day. @throws NotYours */
export async function sayAway(ctx: StaffCtx, id: string, { once, from, to, cover }: AwayForm): Promise<Outcome> {
	const { db, now, actor } = ctx;
	const time = await readTime(ctx, id);
	if (to < londonDay(now)) return refuse('to', 'staff.error.past');
	if (daysBetween(from, to) > longestAway) return refuse('to', 'staff.error.long');
	if (cover !== null && !time.colleagues.some((one) => one.id === cover)) return refuse('cover', 'staff.error.cover');
	const stands = time.away.filter((line) => line.id !== once);
	if (stands.some((line) => line.from <= to && from <= line.to)) return refuse('from', 'staff.error.overlap');
	await addAbsence(db, { id: once, hubId: db.hub, workerId: id, fromOn: from, toOn: to, coverId: cover, madeBy: actor.id, madeAt: now });
	ctx.about({ objectId: id, reason: 'away' });
	return { go: timeOf(id) };
}

/** Takes an absence back. @throws NotYours */
export async function takeAwayBack(ctx: StaffCtx, id: string, { line }: { line: string }): Promise<Outcome> {
	await staffHere(ctx, id);
	if (!(await endAbsence(ctx.db, id, line))) return refuse('form', 'staff.error.gone');
	ctx.about({ objectId: id, reason: 'away_ended' });
	return { go: timeOf(id) };
}

/** Puts somebody on call (P4): a supervisor's. One at a time; never who is away then. @throws NotYours */
export async function putOnCall(ctx: StaffCtx, { once, worker, from, fromTime, to, toTime }: OnCallForm): Promise<Outcome> {
	if (!isLead(ctx)) throw new NotYours();
	const { db, now, actor } = ctx;
	const shift = { fromAt: instantAt(from, fromTime), toAt: instantAt(to, toTime) };
	if (shift.toAt <= shift.fromAt) return refuse('to', 'staff.error.order');
	if (shift.toAt <= now) return refuse('to', 'staff.error.past');
	if (daysBetween(from, to) > longestShift) return refuse('to', 'staff.error.longShift');
	const standing = (await onCallFrom(db, now)).filter(({ id }) => id !== once);
	if (standing.some((other) => overlaps(other, shift))) return refuse('from', 'staff.error.onCallThen');
	const time = await readTime(ctx, worker).catch((e: unknown) => {
		if (e instanceof NotYours) return null;
		throw e;
	});
	if (!time) return refuse('worker', 'staff.error.worker');
	if (time.away.some((line) => line.from <= to && from <= line.to)) return refuse('worker', 'staff.error.awayThen');
	await addOnCall(db, { id: once, hubId: db.hub, workerId: worker, ...shift, madeBy: actor.id, madeAt: now });
	ctx.about({ objectId: worker, reason: 'on_call' });
	return { go: rota };
}

/** Takes a line of the rota back. @throws NotYours */
export async function takeOffCall(ctx: StaffCtx, { line }: { line: string }): Promise<Outcome> {
	if (!isLead(ctx)) throw new NotYours();
	if (!(await endOnCall(ctx.db, line))) return refuse('form', 'staff.error.gone');
	ctx.about({ objectId: line, reason: 'on_call_ended' });
	return { go: rota };
}
