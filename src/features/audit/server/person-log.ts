import {
	addWithheld,
	endReview,
	endWithheld,
	looksAt,
	withheldFrom,
	type FullLookRow,
	type WithheldRow
} from '#server/db/queries/audit.ts';
import { newId } from '#server/db/keyring.ts';
import { casesOf } from '#server/db/queries/cases.ts';
import { personsOf, workersOf } from '#server/db/queries/people.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { addMonths, londonDay, type Day } from '#shared/london.ts';
import { nameOfRow, pageOf, rowOfName, whoOf, type Who } from '../domain/looks.ts';
import { isShown } from '../domain/shown.ts';
import { reviewDay, type WithholdForm } from '../schema.ts';

type WorkerCtx = Ctx<WorkerActor>;
/** Why an entry is kept back, and until when at the latest. `reason` null: it cannot be read. */
export type Withheld = { reason: string | null; reviewOn: Day; isDue: boolean };
export type LogEntry = {
	row: string;
	at: string;
	action: string;
	who: Who;
	/** A worker's name; null for whoever is none, and where it cannot be read. */
	name: string | null;
	reason: string | null;
	/** Whether the person reads it, could but does not, or never does. */
	withheld: Withheld | null;
	isShown: boolean;
};
export type PersonLog = { personId: string; name: string | null; cases: string[]; entries: LogEntry[]; next: number | null };

const onePage = 200;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The longest that an entry may be kept back before somebody looks at it again. */
export const reviewWithinMonths = 6;

const placeOf = ({ chain, seq }: { chain: string; seq: number }) => `${chain}/${seq}`;

async function personIn({ db }: WorkerCtx, personId: string) {
	const [person] = uuid.test(personId) ? await personsOf(db, [personId]) : [];
	if (!person) throw new NotYours();
	return person;
}

/**
 * The whole log about one person, with workers' names, for the supervisor who answers her or looks into something. The look itself is in the log.
 * @throws NotYours for another hub's person, and one in a case that is shut to this supervisor.
 */
export async function readPersonLog(ctx: WorkerCtx, personId: string, before: string | null): Promise<PersonLog> {
	const { db, now } = ctx;
	const person = await personIn(ctx, personId);
	ctx.about({ personId });
	const from = before !== null && /^\d{12,14}$/.test(before) ? new Date(Number(before)) : new Date(now.getTime() + 1);
	const { rows, next } = pageOf(await looksAt(db, personId, from, onePage), onePage);
	const names = await namesOf(ctx, rows);
	const withheld = new Map((await withheldFrom(db, personId)).map((row) => [placeOf(row), row]));
	const entries = rows.map(async (row) => ({
		...{ row: nameOfRow(row), at: row.at.toISOString(), action: row.action, reason: row.reason, isShown: isShown(row.action) },
		who: whoOf({ ...row, isMine: row.actorId === personId }),
		name: names.get(row.actorId ?? '') ?? null,
		withheld: await opened(ctx, withheld.get(placeOf(row)))
	}));
	return {
		personId,
		name: await openAt(db.keys, sealedPlaces.personName(personId), person.nameSealed),
		cases: (await casesOf(db, personId)).map((row) => row.case.id),
		entries: await Promise.all(entries),
		next: next?.getTime() ?? null
	};
}

async function namesOf({ db }: WorkerCtx, rows: readonly FullLookRow[]): Promise<Map<string, string | null>> {
	const ids = [
		...new Set(rows.filter(({ actorKind }) => ['worker', 'agency'].includes(actorKind)).flatMap(({ actorId }) => actorId ?? []))
	];
	const workers = ids.length ? await workersOf(db, ids) : [];
	return new Map(
		await Promise.all(
			workers.map(async ({ id, nameSealed }) => [id, await openAt(db.keys, sealedPlaces.workerName(id), nameSealed)] as const)
		)
	);
}

async function opened({ db, now }: WorkerCtx, row: WithheldRow | undefined): Promise<Withheld | null> {
	if (!row) return null;
	const reason = await openAt(db.keys, sealedPlaces.withheldReason(row.personId, row.id), row.reasonSealed);
	return { reason, reviewOn: row.reviewOn, isDue: row.reviewOn <= londonDay(now) };
}

/** One row of this person's log that she could read. @throws NotYours otherwise: what is quiet anyway is not withheld. */
async function rowIn(ctx: WorkerCtx, personId: string, name: string): Promise<FullLookRow> {
	await personIn(ctx, personId);
	const place = rowOfName(name, ctx.db.hub);
	const near = place ? await looksAt(ctx.db, personId, new Date(place.at.getTime() + 1), onePage) : [];
	const row = near.find(({ chain, seq, action }) => chain === place?.chain && seq === place.seq && isShown(action));
	if (!row) throw new NotYours();
	return row;
}

/** The entry that is about to be kept back, and what was said about it before. @throws NotYours. */
export async function readWithhold(ctx: WorkerCtx, personId: string, name: string): Promise<{ entry: LogEntry; latest: Day }> {
	const row = await rowIn(ctx, personId, name);
	ctx.about({ personId, objectId: placeOf(row) });
	const before = (await withheldFrom(ctx.db, personId)).find((one) => placeOf(one) === placeOf(row));
	const names = await namesOf(ctx, [row]);
	return {
		entry: {
			...{ row: name, at: row.at.toISOString(), action: row.action, reason: row.reason, isShown: true },
			who: whoOf({ ...row, isMine: row.actorId === personId }),
			name: names.get(row.actorId ?? '') ?? null,
			withheld: await opened(ctx, before)
		},
		latest: addMonths(londonDay(ctx.now), reviewWithinMonths)
	};
}

/**
 * Keeps an entry from the person because showing it would put somebody in danger (Pr4, P16). It is gone from her page in this request; a task brings it back to the supervisor on the day
 * of review. Kept back already: the reason and the day are said anew. @throws NotYours.
 */
export async function withhold(ctx: WorkerCtx, form: WithholdForm): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const row = await rowIn(ctx, form.person, form.row);
	const [today, reviewOn] = [londonDay(now), reviewDay(form)];
	if (reviewOn === null || reviewOn <= today) return refuse('review-day', 'looks.withhold.review.past');
	if (reviewOn > addMonths(today, reviewWithinMonths)) return refuse('review-day', 'looks.withhold.review.far');
	await end(ctx, form.person, row);
	const id = newId(now);
	const reasonSealed = await sealAt(db.keys, sealedPlaces.withheldReason(form.person, id), form.reason);
	const { chain, seq } = row;
	await addWithheld(db, { id, hubId: db.hub, personId: form.person, chain, seq, reasonSealed, reviewOn, madeBy: actor.id, madeAt: now });
	await addTask(db, {
		...{ id: newId(now), hubId: db.hub, caseId: null, personId: form.person, eventId: null },
		...({ kind: 'withheld_review', isUrgent: false, dueOn: reviewOn, about: placeOf(row), assignedTo: actor.id, madeAt: now } as const)
	});
	ctx.about({ personId: form.person, objectId: placeOf(row) });
	return { go: `/console/people/${form.person}/log?before=${row.at.getTime() + 1}#${form.row}` };
}

async function end({ db, actor }: WorkerCtx, personId: string, row: FullLookRow): Promise<boolean> {
	const wasWithheld = await endWithheld(db, personId, row, actor.id);
	if (wasWithheld) await endReview(db, personId, placeOf(row), actor.id);
	return wasWithheld;
}

/** Shows an entry to the person again. Twice is once. @throws NotYours. */
export async function showAgain(ctx: WorkerCtx, { person, row: name }: { person: string; row: string }): Promise<Outcome> {
	const row = await rowIn(ctx, person, name);
	await end(ctx, person, row);
	ctx.about({ personId: person, objectId: placeOf(row) });
	return { go: `/console/people/${person}/log?before=${row.at.getTime() + 1}#${name}` };
}
