import { addTask, type TaskKind } from '#server/db/queries/tasks.ts';
import { holdAsking, ownAsked } from '#server/db/queries/own.ts';
import { newId } from '#server/db/keyring.ts';
import { addDays, londonDay, type Day } from '#shared/london.ts';
import { addWorkingDays, isKnownDay } from '#shared/working-days.ts';
import type { PersonCtx } from './own-case.ts';

/** Working days in which the hub answers what a person asks. The date is shown to them, so the due list works to the same one. */
export const answerWithin = 2;

/** The last day for the hub: so many working days from today; 0 is today, or the next working day. Calendar days where the bank-holiday table ends. */
export function dueIn(now: Date, workingDays: number): Day {
	const today = londonDay(now);
	return isKnownDay(addDays(today, 14)) ? addWorkingDays(today, workingDays) : addDays(today, workingDays + 2);
}

type Ask = { kind: TaskKind; dueOn: Day; isUrgent?: boolean; about?: string; eventId?: string | null };

/**
 * Makes a task for the hub that this person asked for, unless the same is open already: asking twice is one task (journey 2).
 * @returns whether it was new.
 */
export async function askOnce(ctx: PersonCtx, caseId: string, ask: Ask): Promise<boolean> {
	const { db, actor, now } = ctx;
	await holdAsking(db, actor.id, caseId);
	const open = await ownAsked(db, actor.id, [caseId]);
	ctx.about({ caseId, personId: actor.id, objectId: ask.about ?? ask.kind });
	if (open.some(({ kind, about }) => kind === ask.kind && about === (ask.about ?? null))) return false;
	await addTask(db, {
		id: newId(now),
		hubId: db.hub,
		caseId,
		personId: actor.id,
		eventId: ask.eventId ?? null,
		kind: ask.kind,
		isUrgent: ask.isUrgent ?? false,
		dueOn: ask.dueOn,
		about: ask.about ?? null,
		madeAt: now
	});
	return true;
}
