import { addTelling, participantsOf, referencesOf } from '#server/db/queries/cases.ts';
import { rhythmCases } from '#server/db/queries/due.ts';
import { preferencesOf } from '#server/db/queries/people.ts';
import { newId } from '#server/db/keyring.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { addDays, londonDay, type Day } from '#shared/london.ts';
import { loadMatters, clocksFor, type LoadedMatter } from './load-matters.ts';
import { recordEvent } from './record-event.ts';

/** One case with an agreed rhythm: whom it is for, how often, and by when the next word is due. */
export type RhythmRow = { caseId: string; personIds: string[]; everyDays: number; dueBy: Day; lastOn: Day | null; isDue: boolean };

/** Cases to one click: more would be a click nobody looked at. */
const atOnce = 200;

/** The cases in which a rhythm was agreed, the next due first (P10). A "nothing new" that was recorded counts until the next round. */
export async function listRhythms(ctx: Ctx<WorkerActor>): Promise<RhythmRow[]> {
	const cases = await rhythmCases(ctx.db);
	const matters = Map.groupBy(
		await loadMatters(
			ctx.db,
			cases.map(({ id }) => id)
		),
		({ participant }) => participant.caseId
	);
	const rows = cases.map(({ id, rhythmDays }) => rhythmRow(id, rhythmDays ?? 0, matters.get(id) ?? [], ctx.now));
	return rows.filter((row) => row !== null).sort((a, b) => (a.dueBy < b.dueBy ? -1 : 1));
}

function rhythmRow(caseId: string, everyDays: number, matters: readonly LoadedMatter[], now: Date): RhythmRow | null {
	const clocks = matters.flatMap((matter) => clocksFor(matter, now).filter(({ dutyId }) => dutyId === 'rhythm'));
	const agreed = clocks.flatMap(({ dueBy }) => dueBy ?? []).sort()[0];
	if (!agreed) return null;
	const rows = matters[0]?.rows ?? [];
	const lastOn = rows
		.filter(({ kind }) => kind === 'nothing_new')
		.map(({ receivedAt }) => londonDay(receivedAt))
		.sort()
		.at(-1);
	const again = lastOn ? addDays(lastOn, everyDays) : agreed;
	const dueBy = again > agreed ? again : agreed;
	const personIds = matters.map(({ participant }) => participant.personId);
	return { caseId, personIds, everyDays, dueBy, lastOn: lastOn ?? null, isDue: dueBy <= londonDay(now) };
}

/**
 * Records "nothing has changed" from the police today for these cases, all or none (P10). Whoever said "I look here myself" is told by the page; for all others the
 * telling itself still stands on the due list and passes the gate. @returns how many were new; the same day twice is once. @throws NotYours
 */
export async function recordNothingNew(ctx: Ctx<WorkerActor>, caseIds: readonly string[]): Promise<number> {
	const wanted = [...new Set(caseIds)].slice(0, atOnce);
	const today = londonDay(ctx.now);
	const police = new Map((await referencesOf(ctx.db, wanted)).filter(({ source }) => source === 'police').map((row) => [row.caseId, row]));
	const recorded = new Map<string, string>();
	for (const caseId of wanted) {
		const reference = police.get(caseId);
		const said = await recordEvent(ctx, {
			...{ caseId, kind: 'nothing_new', source: 'police', occurred: { kind: 'day', on: today } },
			...{ agencyId: reference?.agencyId ?? null, referenceId: reference?.id ?? null }
		});
		if ('refused' in said) continue;
		ctx.record({ action: 'event.recorded', caseId, objectId: said.eventId });
		recorded.set(caseId, said.eventId);
	}
	await tellByPage(ctx, recorded);
	return recorded.size;
}

async function tellByPage(ctx: Ctx<WorkerActor>, recorded: ReadonlyMap<string, string>): Promise<void> {
	const { db, now } = ctx;
	const people = await participantsOf(db, [...recorded.keys()]);
	const choices = await preferencesOf(
		db,
		people.map(({ personId }) => personId)
	);
	const lookHere = new Set(choices.filter(({ mayContact }) => mayContact === 'no_look_here').map(({ personId }) => personId));
	for (const { personId, caseId } of people.filter((one) => lookHere.has(one.personId)))
		await addTelling(db, {
			...{
				id: newId(now),
				hubId: db.hub,
				caseId,
				personId,
				eventId: recorded.get(caseId),
				at: now,
				by: 'hub',
				way: 'page',
				outcome: 'told'
			},
			...{ workerId: ctx.actor.id, madeAt: now, onceKey: newId(now) }
		});
}
