import { newId } from '#server/db/keyring.ts';
import { addStep, stepsOf } from '#server/db/queries/advocate.ts';
import { participantsOf } from '#server/db/queries/cases.ts';
import { holdAsking } from '#server/db/queries/own.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { hasGone, mayFollow, stepsAfter, type RestorativeStep } from '../domain/steps.ts';
import type { StepForm } from '../schema.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type Recorded = { step: RestorativeStep; on: Day; by: 'person' | 'worker'; text: string | null };
export type RestorativePage = { name: string | null; steps: Recorded[]; next: RestorativeStep[] };

/** The exact text she agreed to on her own page and that waits to be passed on; null where nothing waits, or a worker wrote it down for her. @throws NotYours. */
export async function agreedText(
	ctx: WorkerCtx,
	caseId: string,
	personId: string
): Promise<{ text: string; lang: string; at: Date } | null> {
	await insist(ctx, caseId, personId);
	const last = (await stepsOf(ctx.db, personId, caseId)).at(-1);
	if (last?.step !== 'said' || !last.textSealed) return null;
	const text = await openAt(ctx.db.keys, sealedPlaces.restorativeText(personId, last.id), last.textSealed);
	return text === null ? null : { text, lang: last.lang ?? 'en', at: last.madeAt };
}

/** The request by which what is open went to a service; null where it went by none. For whoever may read the steps. */
export const passedTo = async ({ db }: Pick<Ctx, 'db'>, personId: string, caseId: string): Promise<string | null> => {
	const steps = await stepsOf(db, personId, caseId);
	return (
		steps.slice(steps.findLastIndex(({ step }) => step === 'said')).findLast(({ referralId }) => referralId !== null)?.referralId ?? null
	);
};

async function insist({ db }: WorkerCtx, caseId: string, personId: string): Promise<void> {
	const parts = await participantsOf(db, [caseId]);
	if (!parts.some((part) => part.personId === personId)) throw new NotYours();
}

/** What was said and recorded about one person in one case, and what can be recorded next. The door has asked whether this worker may open the case. @throws NotYours. */
export async function readRestorative(ctx: WorkerCtx, caseId: string, personId: string, reason: string): Promise<RestorativePage> {
	const { db } = ctx;
	await insist(ctx, caseId, personId);
	ctx.about({ caseId, personId, reason });
	const [person] = await personsOf(db, [personId]);
	const rows = await stepsOf(db, personId, caseId);
	const steps = await Promise.all(
		rows.map(async (row) => ({
			...{ step: row.step as RestorativeStep, on: row.onDay, by: row.saidBy },
			text: row.textSealed ? await openAt(db.keys, sealedPlaces.restorativeText(personId, row.id), row.textSealed) : null
		}))
	);
	const name = person ? await openAt(db.keys, sealedPlaces.personName(personId), person.nameSealed) : null;
	return { name, steps, next: stepsAfter(steps.at(-1)?.step ?? null) };
}

/**
 * A worker records where it stands. Refuses a step that cannot follow (somebody else was first, or she stopped meanwhile) and a day that is still to come, or before the step
 * before. `referralId`: the request by which it went to a service. @throws NotYours.
 */
export async function recordStep(
	ctx: WorkerCtx,
	caseId: string,
	personId: string,
	{ step, on }: StepForm,
	referralId: string | null = null
): Promise<Outcome> {
	const { db, actor, now } = ctx;
	await insist(ctx, caseId, personId);
	await holdAsking(db, personId, caseId);
	const last = (await stepsOf(db, personId, caseId)).at(-1);
	const from = (last?.step as RestorativeStep | undefined) ?? null;
	if (!mayFollow(from, step, 'worker')) return refuse('step', 'restorative.step.not_now');
	if (on > londonDay(now) || (last && on < last.onDay)) return refuse('on-day', 'restorative.field.day');
	const seq = (last?.seq ?? 0) + 1;
	await addStep(db, {
		seq,
		id: newId(now),
		hubId: db.hub,
		personId,
		caseId,
		step,
		onDay: on,
		saidBy: 'worker',
		workerId: actor.id,
		referralId,
		madeAt: now
	});
	if (step === 'withdrawn' && from && hasGone(from)) ctx.emit('restorative.stopped', { person: personId, case: caseId });
	ctx.about({ caseId, personId, objectId: caseId, reason: step });
	return { go: `/console/cases/${caseId}/restorative/${personId}` };
}
