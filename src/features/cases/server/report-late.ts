import { casesHeardSince } from '#server/db/queries/reports.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { addMonths, instantAt, londonDay } from '#shared/london.ts';
import type { Clock } from '../domain/clock-state.ts';
import { sources, type Source } from '../domain/event.ts';
import { clocksFor, loadCounted } from './load-matters.ts';

/** Counts of one owner's deadlines that ended in one month ('YYYY-MM'). No name and no case can be found from it. */
export type LateRow = { month: string; owner: Source; told: number; late: number; notRecorded: number; due: number };
export type LateReport = { rows: LateRow[]; isCut: boolean };

const months = 12;
/** Cases counted at most; the page says when there were more. */
const casesAtMost = 5000;
const column: Partial<Record<Clock['state'], 'told' | 'late' | 'notRecorded' | 'due'>> = {
	told: 'told',
	late: 'late',
	not_recorded: 'notRecorded',
	due: 'due'
};

/** What was told in time, late, or is not recorded, by the month in which it was due and by owner, for the last twelve months (T6, P3). */
export async function reportLate(ctx: Ctx<WorkerActor>): Promise<LateReport> {
	const first = `${addMonths(londonDay(ctx.now), -months + 1).slice(0, 7)}-01`;
	// A deadline lies after what started it; two months before the first one reaches every clock that ends in it.
	const caseIds = await casesHeardSince(ctx.db, instantAt(addMonths(first, -2), '00:00'), casesAtMost);
	const counts = new Map<string, LateRow>();
	for (const matter of await loadCounted(ctx.db, caseIds)) for (const clock of clocksFor(matter, ctx.now)) count(counts, clock, first);
	const rows = [...counts.values()].sort((a, b) =>
		a.month === b.month ? sources.indexOf(a.owner) - sources.indexOf(b.owner) : a.month < b.month ? 1 : -1
	);
	return { rows, isCut: caseIds.length === casesAtMost };
}

function count(counts: Map<string, LateRow>, { dueBy, owner, state }: Clock, first: string): void {
	const into = column[state];
	if (!into || dueBy === null || dueBy < first) return;
	const month = dueBy.slice(0, 7);
	const key = `${month} ${owner}`;
	const row = counts.get(key) ?? { month, owner, told: 0, late: 0, notRecorded: 0, due: 0 };
	counts.set(key, { ...row, [into]: row[into] + 1 });
}
