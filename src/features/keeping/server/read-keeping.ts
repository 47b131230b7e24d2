import { countHolds, lastRuns, ownRules, setRule, type RunRow } from '#server/db/queries/keeping.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { addDays, londonDay, type Day } from '#shared/london.ts';
import {
	checkedOn,
	daysIn,
	defaults,
	isRecord,
	isWaiting,
	ruleOf,
	rulesOf,
	spanOf,
	unitsIn,
	type RecordName,
	type Rules,
	type Span
} from '../domain/retention.ts';
import { casesEnding, peopleEnding, type Ending } from './due.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type RuleRow = { id: RecordName; span: Span; from: string; does: string; source: string; isOwn: boolean; canChange: boolean };
/** One night: how many records went, and whether it is over. A fault is the name of an error class, never its words. */
export type NightRow = { on: Day; deleted: number; isOver: boolean; fault: string | null };
export type KeepingPage = {
	night: NightRow | null;
	/** The last night that came to its end, where the latest did not. */
	lastOver: Day | null;
	rules: RuleRow[];
	holds: { all: number; late: number };
	checkedOn: Day;
	isSupervisor: boolean;
};

const ahead = 30;
const nightRow = ({ onDay, counts, finishedAt, fault }: RunRow): NightRow => ({
	on: onDay,
	deleted: Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0),
	isOver: finishedAt !== null,
	fault
});

/** What anyone in the hub sees of keeping: the last night's round, the rules and where each comes from, how many holds stand (promise Pr7). */
export async function readKeeping(ctx: WorkerCtx): Promise<KeepingPage> {
	const runs = await lastRuns(ctx.db, 31);
	const own = await ownRules(ctx.db);
	const rules = rulesOf(own);
	const shown = defaults.filter((rule) => !isWaiting(rule));
	const isSupervisor = ctx.actor.roles.includes('supervisor');
	return {
		night: runs[0] ? nightRow(runs[0]) : null,
		lastOver: runs.find(({ finishedAt }) => finishedAt !== null)?.onDay ?? null,
		rules: shown.map(({ record, from, does, source, min, max }) => ({
			id: record,
			span: spanOf(record, rules[record]),
			...{ from, does, source },
			isOwn: own.some((one) => one.record === record),
			canChange: isSupervisor && min < max
		})),
		holds: await countHolds(ctx.db, londonDay(ctx.now)),
		checkedOn,
		isSupervisor
	};
}

async function endingBy({ db, now }: WorkerCtx, rules: Rules): Promise<Ending[]> {
	const by = addDays(londonDay(now), ahead);
	const found: Ending[] = [];
	for await (const ending of casesEnding(db, rules, by)) found.push(ending);
	for await (const ending of peopleEnding(db, rules, by)) found.push(ending);
	return found;
}

const shownAtMost = 200;
export type SoonPage = { rows: Ending[]; total: number; held: number; counts: { rule: RecordName; count: number }[] };

/** What goes in the next 30 days, and what is held although its time is over. Ids and days, no name; cases that are shut to this worker are not in it. */
export async function readSoon(ctx: WorkerCtx): Promise<SoonPage> {
	const all = (await endingBy(ctx, rulesOf(await ownRules(ctx.db)))).toSorted((a, b) => (a.until < b.until ? -1 : 1));
	const going = all.filter(({ waits }) => waits === null);
	const counts = [...Map.groupBy(going, ({ rule }) => rule)].map(([rule, rows]) => ({ rule, count: rows.length }));
	return { rows: all.slice(0, shownAtMost), total: going.length, held: all.length - going.length, counts };
}

export type RulePage = {
	record: RecordName;
	now: Span;
	usual: Span;
	least: Span;
	most: Span;
	/** What the number in the address would change, where it is one that may be set. */
	would: { span: Span; before: number; after: number } | null;
	isOutside: boolean;
};

/** A rule with its bounds. @throws NotYours where there is no such rule, or nothing to choose. */
function openRule(record: string) {
	if (!isRecord(record) || isWaiting(ruleOf(record)) || ruleOf(record).min === ruleOf(record).max) throw new NotYours();
	return ruleOf(record);
}

/** The number as days of this rule; null when it is none, or outside the bounds. */
function daysWithin(record: RecordName, count: number): number | null {
	const { min, max, unit } = ruleOf(record);
	const days = Number.isInteger(count) ? daysIn(count, unit) : NaN;
	return days >= min && days <= max ? days : null;
}

const going = async (ctx: WorkerCtx, rules: Rules) => (await endingBy(ctx, rules)).filter(({ waits }) => waits === null).length;

/** One rule as a supervisor changes it, with what a new number would forget in the next 30 days beside what is forgotten now. */
export async function readRule(ctx: WorkerCtx, name: string, count: number | null): Promise<RulePage> {
	const { record, days, min, max } = openRule(name);
	const rules = rulesOf(await ownRules(ctx.db));
	const wanted = count === null ? null : daysWithin(record, count);
	const least = unitsIn(min, ruleOf(record).unit);
	return {
		record,
		now: spanOf(record, rules[record]),
		usual: spanOf(record, days),
		least: { count: daysIn(least, ruleOf(record).unit) < min ? least + 1 : least, unit: ruleOf(record).unit },
		most: spanOf(record, max),
		would:
			wanted === null
				? null
				: { span: spanOf(record, wanted), before: await going(ctx, rules), after: await going(ctx, { ...rules, [record]: wanted }) },
		isOutside: count !== null && wanted === null
	};
}

/** Keeps this kind of record for another time from now on, within the bounds of the data. The log says from how many days to how many. */
export async function changeRule(ctx: WorkerCtx, name: string, count: number): Promise<Outcome> {
	const { record } = openRule(name);
	const days = daysWithin(record, count);
	if (days === null) return refuse('count', 'keeping.change.outside');
	const before = rulesOf(await ownRules(ctx.db))[record];
	ctx.about({ objectId: record, reason: `${before}>${days}` });
	await setRule(ctx.db, { id: newId(ctx.now), hubId: ctx.db.hub, record, days, changedBy: ctx.actor.id, changedAt: ctx.now });
	return { go: '/console/keeping' };
}
