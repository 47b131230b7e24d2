import { caseOfHub, participantsOf } from '#server/db/queries/cases.ts';
import { addHold, endHold as finish, holdsOn, ownRules, type HoldRow } from '#server/db/queries/keeping.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { newId } from '#server/db/keyring.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { rulesOf } from '../domain/retention.ts';
import type { Kept, Verdict } from '../domain/verdict.ts';
import { verdictOfCase } from './due.ts';

type WorkerCtx = Ctx<WorkerActor>;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** How long a case is kept, as its page says it in one line. */
export type CaseKept = { forgottenOn: Day; kept: null } | { forgottenOn: null; kept: Kept };

/** Whether a case was forgotten, and until when it is kept if not. @throws NotYours where this hub has no such case, or it is shut to this worker. */
export async function readCaseKept({ db }: WorkerCtx, caseId: string): Promise<CaseKept> {
	const row = uuid.test(caseId) ? await caseOfHub(db, caseId) : undefined;
	if (!row) throw new NotYours();
	if (row.shreddedAt) return { forgottenOn: londonDay(row.shreddedAt), kept: null };
	const verdict = await verdictOfCase(db, caseId, rulesOf(await ownRules(db)));
	if (!verdict) throw new NotYours();
	const parts = await participantsOf(db, [caseId]);
	const holds = await holdsOn(
		db,
		caseId,
		parts.map(({ personId }) => personId)
	);
	return { forgottenOn: null, kept: { ...verdict, reviewOn: holds.map(({ reviewOn }) => reviewOn).sort()[0] ?? null } };
}

export type HoldView = { id: string; reason: string | null; reviewOn: Day; since: string; name: string | null; isCase: boolean };
export type HoldPage = { caseId: string; holds: HoldView[]; people: { id: string; name: string | null }[]; kept: Verdict };

const ownerOf = ({ caseId, personId }: Pick<HoldRow, 'caseId' | 'personId'>) => (caseId ? { caseId } : { personId: personId ?? '' });

async function namesIn({ db }: WorkerCtx, personIds: readonly string[]): Promise<Map<string, string | null>> {
	await db.keys.fetch('person', personIds);
	const rows = await personsOf(db, personIds);
	return new Map(
		await Promise.all(rows.map(async ({ id, nameSealed }) => [id, await openAt(db.keys, sealedPlaces.personName(id), nameSealed)] as const))
	);
}

async function peopleIn(ctx: WorkerCtx, caseId: string): Promise<string[]> {
	const row = uuid.test(caseId) ? await caseOfHub(ctx.db, caseId) : undefined;
	if (!row || row.shreddedAt) throw new NotYours();
	const ids = (await participantsOf(ctx.db, [caseId])).map(({ personId }) => personId);
	const [first, ...others] = ids;
	ctx.about({ caseId, personId: first, reason: 'hold' });
	for (const personId of others) ctx.record({ action: 'case.viewed', caseId, personId, reason: 'hold' });
	return ids;
}

/** The holds on a case and on the people in it, with their reasons. A look at their record, so each may read that somebody looked. @throws NotYours. */
export async function readHolds(ctx: WorkerCtx, caseId: string): Promise<HoldPage> {
	const { db } = ctx;
	const ids = await peopleIn(ctx, caseId);
	const names = await namesIn(ctx, ids);
	const kept = await verdictOfCase(db, caseId, rulesOf(await ownRules(db)));
	if (!kept) throw new NotYours();
	const { holds } = await openHolds(ctx, caseId, ids, names);
	return { caseId, holds, people: ids.map((id) => ({ id, name: names.get(id) ?? null })), kept };
}

async function openHolds({ db }: WorkerCtx, caseId: string, ids: readonly string[], names?: ReadonlyMap<string, string | null>) {
	const rows = await holdsOn(db, caseId, ids);
	const holds = rows.map(async (row): Promise<HoldView> => ({
		id: row.id,
		reason: await openAt(db.keys, sealedPlaces.holdReason(ownerOf(row), row.id), row.reasonSealed),
		reviewOn: row.reviewOn,
		since: row.madeAt.toISOString(),
		name: row.personId ? (names?.get(row.personId) ?? null) : null,
		isCase: row.caseId !== null
	}));
	return { rows, holds: await Promise.all(holds) };
}

type NewHold = { on: string; reason: string; review: Day };

/** Holds a case, or everything of one person in it: nothing of it is forgotten until the hold is ended, also when its review is late. The same reason on the same thing is one hold. */
export async function setHold(ctx: WorkerCtx, caseId: string, { on, reason, review }: NewHold): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const ids = await peopleIn(ctx, caseId);
	if (on !== 'case' && !ids.includes(on)) throw new NotYours();
	if (review <= londonDay(now)) return refuse('review-day', 'keeping.hold.review.past');
	const about = on === 'case' ? { caseId } : { personId: on };
	const isSame = (hold: HoldView, row: HoldRow) =>
		hold.reason === reason && hold.reviewOn === review && (on === 'case' ? row.caseId !== null : row.personId === on);
	const { holds, rows } = await openHolds(ctx, caseId, ids);
	const there = holds.find((hold, at) => rows[at] && isSame(hold, rows[at]));
	if (there) return { go: `/console/cases/${caseId}/hold` };
	const id = newId(now);
	const reasonSealed = await sealAt(db.keys, sealedPlaces.holdReason(about, id), reason);
	await addHold(db, { id, hubId: db.hub, ...about, reasonSealed, reviewOn: review, madeBy: actor.id, madeAt: now });
	ctx.about({ caseId, personId: on === 'case' ? undefined : on, objectId: id });
	return { go: `/console/cases/${caseId}/hold` };
}

/** Ends a hold. From the next night the record is kept as its rule says. Twice is once. @throws NotYours where it is no hold on this case. */
export async function endHold(ctx: WorkerCtx, caseId: string, holdId: string): Promise<Outcome> {
	const ids = await peopleIn(ctx, caseId);
	const rows = await holdsOn(ctx.db, caseId, ids);
	const row = rows.find(({ id }) => id === holdId);
	if (row) await finish(ctx.db, holdId, ctx.actor.id);
	ctx.about({ caseId, personId: row?.personId ?? undefined, objectId: holdId });
	return { go: `/console/cases/${caseId}/hold` };
}
