import { onCallFrom, rosterOf, staffSettings, type AbsenceRow } from '#server/db/queries/staff.ts';
import { workersOf } from '#server/db/queries/people.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, type Day } from '#shared/london.ts';
import type { Span } from '#shared/office.ts';
import { awayOn, coverFor, teamsIn, type Away } from '../domain/cover.ts';
import { onCallAt } from '../domain/on-call.ts';

export type StaffCtx = Ctx<WorkerActor>;
export const isLead = ({ actor }: StaffCtx): boolean => actor.roles.includes('supervisor');

export type Colleague = { id: string; name: string | null; teams: readonly string[] };
/** `covers`: who does the work from its first day on, through the whole chain; null: nobody, so it is the team's. */
export type AwayLine = { id: string; workerId: string; from: Day; to: Day; coverId: string | null; covers: string | null };
type Hours = readonly (Span | null)[] | null;

/** Who works here now, by the names that colleagues call them, with their teams. */
async function colleagues({ db, now }: StaffCtx): Promise<{ all: Colleague[]; roster: Awaited<ReturnType<typeof rosterOf>> }> {
	const roster = await rosterOf(db, londonDay(now));
	const rows = (await workersOf(db)).filter(({ id }) => roster.teams.has(id));
	const all = await Promise.all(
		rows.map(async ({ id, nameSealed }) => ({
			...{ id, teams: roster.teams.get(id) ?? [] },
			name: await openAt(db.keys, sealedPlaces.workerName(id), nameSealed)
		}))
	);
	return { all, roster };
}

const lineOf =
	(roster: Parameters<typeof coverFor>[0], today: Day) =>
	({ id, workerId, fromOn: from, toOn: to, coverId }: AbsenceRow): AwayLine => ({
		...{ id, workerId, from, to, coverId },
		covers: coverFor(roster, workerId, from < today ? today : from)
	});

export type StaffTime = {
	who: Colleague;
	isSelf: boolean;
	isLead: boolean;
	version: number;
	week: Hours;
	away: AwayLine[];
	colleagues: Colleague[];
	teams: string[];
};

/** Whose time somebody may say: their own, and a supervisor anybody's who works here. @throws NotYours */
export async function staffHere(ctx: StaffCtx, id: string): Promise<Colleague> {
	const found = (await colleagues(ctx)).all.find((one) => one.id === id);
	if (!found || (id !== ctx.actor.id && !isLead(ctx))) throw new NotYours();
	return found;
}

/** Hours, teams and absences of one who works here, for themselves and for a supervisor. @throws NotYours */
export async function readTime(ctx: StaffCtx, id: string): Promise<StaffTime> {
	const who = await staffHere(ctx, id);
	const { all, roster } = await colleagues(ctx);
	const said = (await staffSettings(ctx.db)).find(({ workerId }) => workerId === id);
	const today = londonDay(ctx.now);
	return {
		...{ who, isSelf: id === ctx.actor.id, isLead: isLead(ctx), version: said?.version ?? 0, week: said?.week ?? null },
		away: roster.absences.filter(({ workerId }) => workerId === id).map(lineOf(roster, today)),
		colleagues: all.filter((one) => one.id !== id),
		teams: teamsIn(roster)
	};
}

export type Rota = {
	isLead: boolean;
	me: string;
	staff: (Colleague & { week: Hours; away: Away | null })[];
	/** Who is away from today on, the first first. */
	away: AwayLine[];
	shifts: { id: string; workerId: string; fromAt: string; toAt: string }[];
	onCall: string | null;
};

/** Who is here, who is away and who covers, and who is on call: for everybody who works here. */
export async function readRota(ctx: StaffCtx): Promise<Rota> {
	const { all, roster } = await colleagues(ctx);
	const said = new Map((await staffSettings(ctx.db)).map((row) => [row.workerId, row.week]));
	const today = londonDay(ctx.now);
	const shifts = await onCallFrom(ctx.db, ctx.now);
	return {
		...{ isLead: isLead(ctx), me: ctx.actor.id },
		staff: all.map((one) => ({ ...one, week: said.get(one.id) ?? null, away: awayOn(roster, one.id, today) })),
		away: roster.absences.filter(({ workerId }) => roster.teams.has(workerId)).map(lineOf(roster, today)),
		shifts: shifts.map(({ id, workerId, fromAt, toAt }) => ({ id, workerId, fromAt: fromAt.toISOString(), toAt: toAt.toISOString() })),
		onCall: onCallAt(shifts, roster, ctx.now, today)?.workerId ?? null
	};
}

/** Who is on call at this moment, by name, and until when; null: nobody. */
export async function readOnCall(ctx: StaffCtx): Promise<{ name: string | null; until: string } | null> {
	const shifts = await onCallFrom(ctx.db, ctx.now);
	if (!shifts.length) return null;
	const { all, roster } = await colleagues(ctx);
	const shift = onCallAt(shifts, roster, ctx.now, londonDay(ctx.now));
	return shift && { name: all.find(({ id }) => id === shift.workerId)?.name ?? null, until: shift.toAt.toISOString() };
}
