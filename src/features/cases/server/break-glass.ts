import { holdAlone } from '#server/db/queries/console.ts';
import {
	addAccess,
	caseBehindGlass,
	endAccess,
	glassTries,
	peopleIn,
	restrictionById,
	safetyWaiting
} from '#server/db/queries/restrict.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { normalReference } from '#server/crypto/normal.ts';
import { newId } from '#server/db/keyring.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Issue, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { instantAt, londonDay } from '#shared/london.ts';
import { glassMinutes, glassTriesADay } from '../domain/restriction.ts';
import type { GlassForm } from '../restrict-schema.ts';

type WorkerCtx = Ctx<WorkerActor>;
/** What stood behind the glass: a case that is open to this worker for an hour, or nothing. */
export type Behind = { caseId: string | null };

/** The case a try is about: what holds the reference, or what holds news about safety that waits for a supervisor. Never one in which the worker knows somebody. */
async function behind(ctx: WorkerCtx, { reference, restriction }: GlassForm): Promise<string | null> {
	const { db } = ctx;
	if (reference) return normalReference(reference) ? caseBehindGlass(db, searchIndex.reference(db.keys, reference)) : null;
	const waits = (await safetyWaiting(db)).some(({ restrictionId, mayOpen }) => mayOpen && restrictionId === restriction);
	return waits ? ((await restrictionById(db, restriction))?.caseId ?? null) : null;
}

/**
 * Breaks the glass (S-32): opens a restricted case for an hour to a worker who has its exact reference and a reason in words. Every try is a row in the log and counts, ten a day;
 * what is found or not is answered the same way. Supervisors are told in the same transaction, by a task that names no case; each person in it reads it in "who has looked".
 */
export async function breakGlass(ctx: WorkerCtx, form: GlassForm): Promise<Behind | { refused: readonly Issue[] }> {
	const { db, now, actor } = ctx;
	await holdAlone(db, `glass:${actor.id}`);
	if ((await glassTries(db, instantAt(londonDay(now), '00:00'))) >= glassTriesADay) return refuse('reference', 'restrict.glass.tooMany');
	ctx.record({ action: 'glass.tried', objectId: form.reference ? 'reference' : 'safety' });
	const caseId = await behind(ctx, form);
	if (!caseId) return { caseId: null };
	const id = newId(now);
	const until = new Date(now.getTime() + glassMinutes * 60_000);
	const reasonSealed = await sealAt(db.keys, sealedPlaces.glassReason(id), form.reason);
	await addAccess(db, [
		{ id, hubId: db.hub, caseId, workerId: actor.id, isGlass: true, reasonSealed, until, madeBy: actor.id, madeAt: now }
	]);
	// Only now, with the case open, is its key there.
	const detail = await sealAt(db.keys, sealedPlaces.auditDetail({ caseId }, id), form.reason);
	const people = await peopleIn(db, caseId);
	for (const personId of people.length ? people : [undefined])
		ctx.record({ action: 'glass.broken', caseId, personId, objectId: id, reason: 'glass', detail });
	const task = { hubId: db.hub, kind: 'glass_broken', isUrgent: true, dueOn: londonDay(now), about: id, madeAt: now } as const;
	await addTask(db, { ...task, id: newId(now) });
	return { caseId };
}

/** A supervisor ends a broken glass before its hour is over, whether or not she may open the case. Twice is once. */
export async function endGlass(ctx: WorkerCtx, accessId: string): Promise<Outcome> {
	const ended = await endAccess(ctx.db, accessId, ctx.actor.id);
	if (ended) ctx.record({ action: 'access.ended', caseId: ended.caseId, objectId: ended.workerId, reason: 'glass' });
	return { go: '/console/glass' };
}
