import type { Db, Tx } from '#server/db/as.ts';
import { forgetKeys, newId } from '#server/db/keyring.ts';
import { beginRun, lastRuns, noteRun, ownRules, takeOverRun } from '#server/db/queries/keeping.ts';
import { work } from '#server/http/work.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import type { HubId } from '#shared/ids.ts';
import { addDays, londonDay } from '#shared/london.ts';
import { givesUpAfter, nightly, nightOf } from '../domain/night.ts';
import { rulesOf, type Rules } from '../domain/retention.ts';
import { casesEnding, peopleEnding, type Ending } from './due.ts';
import { forgetCase, forgetPerson } from './forget.ts';
import { sweeps } from './sweeps.ts';

/** What a round deleted so far, by kind of record. */
export type Counts = Record<string, number>;
type Round = { db: Db; hub: HubId; now: Date; counts: Counts; rules: Rules };

const jobOf = (hub: HubId): JobActor => ({ kind: 'job', hub });
const asJob = <Out>({ db, hub, now }: Pick<Round, 'db' | 'hub' | 'now'>, run: (ctx: Ctx<JobActor>) => Promise<Out>): Promise<Out> =>
	work(db, { actor: jobOf(hub), now, lang: 'en', requestId: `forget-${nightOf(now)}`, audit: null }, run);
const add = (counts: Counts, name: string, n: number) => void (n && (counts[name] = (counts[name] ?? 0) + n));

/** Begins today's round, or goes on with a killed one. @returns its row, or null when it is not this server's to run. */
async function take(db: Db, hub: HubId, now: Date): Promise<{ id: string; counts: Counts } | null> {
	return db.as(jobOf(hub), now, async (tx) => {
		const today = (await lastRuns(tx, 1)).find(({ onDay }) => onDay === nightOf(now));
		const next = nightly(now, today);
		if (next === 'wait') return null;
		if (next === 'go_on' && today) {
			const isOurs = await takeOverRun(tx, today.id, new Date(now.getTime() - givesUpAfter));
			return isOurs ? { id: today.id, counts: today.counts ?? {} } : null;
		}
		const id = newId(now);
		return (await beginRun(tx, { id, hubId: hub, onDay: nightOf(now), startedAt: now })) ? { id, counts: {} } : null;
	});
}

const listed = async (endings: AsyncGenerator<Ending>): Promise<Ending[]> => {
	const found: Ending[] = [];
	for await (const ending of endings) found.push(ending);
	return found;
};

/** One small transaction for each: killed between two, the next round goes on with the rest. What is held is skipped here and once more where it is marked. */
async function forgetEnded(round: Round, find: (tx: Tx, rules: Rules, by: string) => AsyncGenerator<Ending>): Promise<void> {
	const by = londonDay(round.now);
	const ended = await round.db.as(jobOf(round.hub), round.now, (tx) => listed(find(tx, round.rules, by)));
	for (const { kind, id, rule } of ended.filter(({ waits }) => waits === null)) {
		const isGone = await asJob(round, (ctx) => (kind === 'case' ? forgetCase(ctx, id, rule) : forgetPerson(ctx, id, rule)));
		add(round.counts, kind === 'case' ? rule : 'person_alone', isGone ? 1 : 0);
		forgetKeys();
	}
}

async function sweep(round: Round): Promise<void> {
	for (const { record, actor, run } of sweeps) {
		const who = actor === 'door' ? ({ kind: 'door', hub: round.hub } as const) : jobOf(round.hub);
		for (let n = 1; n > 0;) {
			n = await round.db.as(who, round.now, (tx) => run(tx, round.rules[record]));
			add(round.counts, record, n);
		}
	}
}

/** Forgets everything of this hub whose time is over, whatever the hour: cases, then people, then what ends by itself. @returns what was deleted. */
async function forgetAll(round: Round, onStep: () => Promise<void>): Promise<void> {
	for (const step of [() => forgetEnded(round, casesEnding), () => forgetEnded(round, peopleEnding), () => sweep(round)]) {
		await step();
		await onStep();
	}
}

/**
 * The night's round of one hub (from 03:00 London, once a day even with two servers; later the same day when nobody was there at night). Killed halfway it goes on after 15 minutes. A fault
 * is written into its row, where the page shows it, and tried again the same way. @returns what was deleted; null when there was nothing to run.
 */
export async function runNight(db: Db, hub: HubId, now: Date): Promise<Counts | null> {
	const run = await take(db, hub, now);
	if (!run) return null;
	const note = (fault: string | null, finishedAt: Date | null) =>
		db.as(jobOf(hub), now, (tx) => noteRun(tx, run.id, { counts: run.counts, fault, finishedAt }));
	try {
		const rules = rulesOf(await db.as(jobOf(hub), now, (tx) => ownRules(tx)));
		await forgetAll({ db, hub, now, counts: run.counts, rules }, () => note(null, null));
	} catch (e) {
		await note(e instanceof Error ? e.name : 'unknown', null);
		throw e;
	}
	await asJob({ db, hub, now }, async (ctx) => {
		await noteRun(ctx.db, run.id, { counts: run.counts, fault: null, finishedAt: now });
		ctx.record({ action: 'keeping.run', objectId: run.id });
	});
	return run.counts;
}

/** What the next round would forget, by rule, without forgetting it: cases and people whose last day lies before `days` days from now. */
export async function previewNight(db: Db, hub: HubId, now: Date, days: number): Promise<Ending[]> {
	const by = addDays(londonDay(now), days);
	return db.as(jobOf(hub), now, async (tx) => {
		const rules = rulesOf(await ownRules(tx));
		return [...(await listed(casesEnding(tx, rules, by))), ...(await listed(peopleEnding(tx, rules, by)))];
	});
}
