import { participantsOf } from '#server/db/queries/cases.ts';
import { holdAlone, participationsOf } from '#server/db/queries/console.ts';
import { contactsNow } from '#server/db/queries/due.ts';
import {
	acquaintancesIn,
	addAccess,
	addRestriction,
	accessTo,
	endAccess,
	endRestriction,
	handBackTasks,
	restrictionOf
} from '#server/db/queries/restrict.ts';
import { newId } from '#server/db/keyring.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { RestrictionReason } from '../domain/restriction.ts';
import { caseInHub } from './case-door.ts';
import { workerNames } from './console-names.ts';

type WorkerCtx = Ctx<WorkerActor>;
/** A case with everybody in it and every other case of theirs: who is shut out of one is shut out of the people of all. */
export type Around = { cases: string[]; people: string[] };
const pageOf = (caseId: string) => `/console/cases/${caseId}/restrict`;

/** The people of a case and all the cases they take part in, the case itself among them. */
export async function aroundCase({ db }: WorkerCtx, caseId: string): Promise<Around> {
	const people = (await participantsOf(db, [caseId])).map(({ personId }) => personId);
	const cases = (await participationsOf(db, people)).map((one) => one.case.id);
	return { cases: [...new Set([caseId, ...cases])], people };
}

/** The present contacts of a case and of its people's other cases. Each must be able to open it, or danger news would reach nobody who answers for it (P4). */
async function contactsAround({ db }: WorkerCtx, { cases }: Around): Promise<Set<string>> {
	return new Set((await contactsNow(db, cases)).map(({ workerId }) => workerId));
}

/** Refuses while one of these contacts would be shut out, and says who. */
async function missing({ db }: WorkerCtx, field: string, contacts: ReadonlySet<string>, named: ReadonlySet<string>) {
	const left = [...contacts].filter((id) => !named.has(id));
	if (!left.length) return null;
	const names = (await workerNames(db, left)).map(({ name }) => name ?? '…').join(', ');
	return refuse(field, 'restrict.names.contact', { names });
}

/** Who can be let in: the hub's workers, but none who said that they know somebody here. */
async function choosable({ db }: WorkerCtx, caseId: string) {
	const known = new Set((await acquaintancesIn(db, [caseId])).map(({ workerId }) => workerId));
	return (await workerNames(db)).filter(({ id }) => !known.has(id));
}

/**
 * Restricts a case of the hub to named workers (P19). The supervisor who does it is one of them. From this transaction on nobody else finds or opens it, its people or its tasks:
 * row security sees to it. Tasks of those outside go back to those inside. Refused while its contact would be outside. Twice is once. @throws NotYours
 */
export async function restrictCase(ctx: WorkerCtx, caseId: string, form: { why: RestrictionReason; worker: string[] }): Promise<Outcome> {
	const { db, now, actor } = ctx;
	await caseInHub(ctx, caseId);
	await holdAlone(db, caseId);
	if (await restrictionOf(db, caseId)) return { go: pageOf(caseId) };
	const workers = (await choosable(ctx, caseId)).map(({ id }) => id);
	const named = new Set([...form.worker, actor.id]);
	if ([...named].some((id) => !workers.includes(id))) return refuse('worker', 'restrict.names.choose');
	const around = await aroundCase(ctx, caseId);
	const refused = await missing(ctx, 'worker', await contactsAround(ctx, around), named);
	if (refused) return refused;
	ctx.record({ action: 'case.restricted', caseId, reason: form.why });
	await letThemIn(ctx, caseId, [...named]);
	const outside = (await workerNames(db)).map(({ id }) => id).filter((id) => !named.has(id));
	await handBackTasks(db, around, outside);
	await addRestriction(db, { id: newId(now), hubId: db.hub, caseId, why: form.why, madeBy: actor.id, madeAt: now });
	return { go: pageOf(caseId) };
}

async function letThemIn(ctx: WorkerCtx, caseId: string, workers: readonly string[]): Promise<void> {
	const { db, now, actor } = ctx;
	const base = { hubId: db.hub, caseId, isGlass: false, madeBy: actor.id, madeAt: now };
	await addAccess(
		db,
		workers.map((workerId) => ({ ...base, id: newId(now), workerId }))
	);
	for (const objectId of workers) ctx.record({ action: 'access.given', caseId, objectId });
}

/** Lets one more worker into a restricted case. Already in is well. @throws NotYours */
export async function letIn(ctx: WorkerCtx, caseId: string, workerId: string): Promise<Outcome> {
	await caseInHub(ctx, caseId);
	await holdAlone(ctx.db, caseId);
	const isChoice = (await choosable(ctx, caseId)).some(({ id }) => id === workerId);
	if (!isChoice || !(await restrictionOf(ctx.db, caseId))) return refuse('worker', 'restrict.names.choose');
	const isIn = (await accessTo(ctx.db, [caseId])).some((one) => one.workerId === workerId && !one.isGlass);
	if (!isIn) await letThemIn(ctx, caseId, [workerId]);
	return { go: pageOf(caseId) };
}

/**
 * Takes one worker out of a restricted case; their tasks in it go back to the others. Not oneself, so that a supervisor is always among those inside; not its contact. Twice is once.
 * @throws NotYours
 */
export async function endNamedAccess(ctx: WorkerCtx, caseId: string, accessId: string): Promise<Outcome> {
	const { db, actor } = ctx;
	await caseInHub(ctx, caseId);
	await holdAlone(db, caseId);
	const inside = await accessTo(db, [caseId]);
	const one = inside.find(({ id }) => id === accessId);
	if (!one) return { go: pageOf(caseId) };
	if (one.workerId === actor.id && !one.isGlass) return refuse('form', 'restrict.end.self');
	const around = await aroundCase(ctx, caseId);
	const left = new Set(inside.filter(({ id, isGlass }) => id !== accessId && !isGlass).map(({ workerId }) => workerId));
	const contacts = await contactsAround(ctx, around);
	const refused = contacts.has(one.workerId) ? await missing(ctx, 'form', new Set([one.workerId]), left) : null;
	if (refused) return refused;
	ctx.record({ action: 'access.ended', caseId, objectId: one.workerId, reason: one.isGlass ? 'glass' : 'named' });
	if (!left.has(one.workerId)) await handBackTasks(db, around, [one.workerId]);
	await endAccess(db, accessId, actor.id);
	return { go: pageOf(caseId) };
}

/** Opens a restricted case to the whole hub again. Twice is once. @throws NotYours */
export async function openUp(ctx: WorkerCtx, caseId: string): Promise<Outcome> {
	await caseInHub(ctx, caseId);
	await holdAlone(ctx.db, caseId);
	if (await endRestriction(ctx.db, caseId, ctx.actor.id)) ctx.record({ action: 'case.opened_up', caseId });
	return { go: pageOf(caseId) };
}
