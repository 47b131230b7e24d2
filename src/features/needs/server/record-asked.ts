import { newId } from '#server/db/keyring.ts';
import { addNeedAnswer } from '#server/db/queries/needs.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { needs } from '#features/directory/domain/codes.ts';

/**
 * What somebody said would help when they asked without an account, kept with the record that is made of it: "rather talk", because nobody asked how much. Where nobody has spoken with them
 * yet the 24 hours begin (T11).
 */
export async function recordAsked(
	ctx: Ctx<WorkerActor>,
	caseId: string,
	personId: string,
	{ wishes, isSpoken, once }: { wishes: readonly string[]; isSpoken: boolean; once: string }
): Promise<void> {
	const { db, now, actor } = ctx;
	const levels = Object.fromEntries(needs.filter((need) => wishes.includes(need)).map((need) => [need, 'talk']));
	if (!Object.keys(levels).length) return;
	const contacted = isSpoken ? { contactedAt: now, contactedBy: actor.id } : {};
	const id = newId(now);
	const row = { id, hubId: db.hub, personId, caseId, levels, before: null, lineSealed: null, onceKey: once, madeAt: now, madeBy: actor.id };
	if (!(await addNeedAnswer(db, { ...row, ...contacted }))) return;
	ctx.record({ action: 'need.answered', caseId, personId, objectId: id });
	if (!isSpoken) ctx.emit('need.answered', { person: personId, case: caseId, at: now.toISOString() });
}
