import { newId } from '#server/db/keyring.ts';
import { ownAbout, type AboutRow } from '#server/db/queries/audit.ts';
import { holdAsking, ownCases } from '#server/db/queries/own.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { answerBy } from './answer-by.ts';

export type PersonCtx = Ctx<PersonActor>;
type Ask = { kind: AboutRow['kind']; about: string | null; caseId: string | null; note: string };

/**
 * Makes a task for the hub about the person's record, unless the same is open already: asking twice is one task. What she wrote is sealed with the key of the case
 * it is about, or with her own. @returns whether it was new.
 */
export async function askOnce({ db, actor, now }: PersonCtx, { kind, about, caseId, note }: Ask): Promise<boolean> {
	await holdAsking(db, actor.id, kind);
	const open = (await ownAbout(db, actor.id)).filter(({ doneAt }) => doneAt === null);
	if (open.some((one) => one.kind === kind && one.about === about)) return false;
	const id = newId(now);
	const owner = caseId ? { caseId } : { personId: actor.id };
	await addTask(db, {
		...{ id, hubId: db.hub, personId: actor.id, caseId, eventId: null, kind, about },
		isUrgent: false,
		dueOn: answerBy(now),
		detailSealed: note ? await sealAt(db.keys, sealedPlaces.taskDetail(owner, id), note) : null,
		madeAt: now
	});
	return true;
}

/** The case under which the hub finds what she asked about her whole record: her newest; null where she has none. */
export async function newestCase({ db, actor }: PersonCtx): Promise<string | null> {
	const [newest] = await ownCases(db, actor.id);
	return newest?.id ?? null;
}
