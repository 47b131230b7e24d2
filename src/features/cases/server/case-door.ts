import { caseOfHub, namedContactsOf, participantsOf, type CaseRow } from '#server/db/queries/cases.ts';
import { coverFor } from '#features/staff/domain/cover.ts';
import { londonDay } from '#shared/london.ts';
import { rosterOf } from '#server/db/queries/staff.ts';
import { accessTo } from '#server/db/queries/restrict.ts';
import { tasksOfCase, type TaskRow } from '#server/db/queries/tasks.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { isLookReason } from '../console-schema.ts';

type WorkerCtx = Ctx<WorkerActor>;
/** How long a task that this worker has done still leads them here: what they print or check after it. */
const stillTheirs = 30 * 60_000;
/** The code of whoever stands in for a colleague, as the rota has it; a worker may choose it too where no rota says so. */
const standsIn = 'cover';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One case of the worker's hub. Throws NotYours where there is none, it was forgotten, or the address holds no id. */
export async function caseInHub(ctx: WorkerCtx, caseId: string): Promise<CaseRow> {
	const found = uuid.test(caseId) ? await caseOfHub(ctx.db, caseId) : undefined;
	if (!found || found.shreddedAt) throw new NotYours();
	return found;
}

/**
 * Why this worker may look at this case (P19, S-32): they broke the glass, they are its named contact, an open task leads them there (theirs, or nobody's yet) or one they have
 * done in the last half hour, they cover for whoever is one of these and away, or the reason they chose.
 * @returns a code for the audit log; null when a reason has to be asked first.
 */
export async function lookReason({ db, actor, now }: WorkerCtx, caseId: string, chosen: string | undefined): Promise<string | null> {
	if ((await accessTo(db, [caseId])).some(({ isGlass, workerId }) => isGlass && workerId === actor.id)) return 'glass';
	const contacts = await namedContactsOf(db, [caseId]);
	if (contacts.some(({ workerId, until }) => until === null && workerId === actor.id)) return 'named_contact';
	const tasks = await tasksOfCase(db, caseId);
	const isOpen = ({ doneAt, assignedTo }: TaskRow) => doneAt === null && (assignedTo === null || assignedTo === actor.id);
	const isDoneByThem = ({ doneAt, doneBy }: TaskRow) =>
		doneAt !== null && doneBy === actor.id && now.getTime() - doneAt.getTime() <= stillTheirs;
	const task = tasks.find(isOpen) ?? tasks.find(isDoneByThem);
	if (task) return `task.${task.kind}`;
	return (await coverReason({ db, actor, now }, contacts, tasks)) ?? (isLookReason(chosen) ? chosen : null);
}

/** Why a case is open to them for somebody else: a task of one who is away, which they do or nobody does; or they cover for whoever is named in it. */
async function coverReason(
	{ db, actor, now }: Pick<WorkerCtx, 'db' | 'actor' | 'now'>,
	contacts: readonly { workerId: string; until: Date | null }[],
	tasks: readonly TaskRow[]
): Promise<string | null> {
	const today = londonDay(now);
	const roster = await rosterOf(db, today);
	const doer = (worker: string) => coverFor(roster, worker, today);
	const isOpenToThem = (worker: string) => doer(worker) === null || doer(worker) === actor.id;
	const task = tasks.find(({ doneAt, assignedTo }) => doneAt === null && assignedTo !== null && isOpenToThem(assignedTo));
	if (task) return `task.${task.kind}`;
	return contacts.some(({ workerId, until }) => until === null && doer(workerId) === actor.id) ? standsIn : null;
}

/**
 * Whether this worker may ask for the number of somebody in this case (S-32): in the case, and with a reason to be there. The gate still decides if there is one to see.
 * Throws NotYours otherwise. The reason goes into the door's `number.shown` row. `prove`: only a reason they chose themselves leads here, and their last proof is not fresh (ASVS 7.5.3,
 * docs/decisions/0012); nobody who is at work on a task is held up.
 */
export async function mayAskNumber(ctx: WorkerCtx, caseId: string, personId: string, why: string | undefined): Promise<'may' | 'prove'> {
	await caseInHub(ctx, caseId);
	const parts = await participantsOf(ctx.db, [caseId]);
	const reason = await lookReason(ctx, caseId, why);
	if (reason === null || !parts.some((part) => part.personId === personId)) throw new NotYours();
	const isChosen = isLookReason(reason) && (await lookReason(ctx, caseId, undefined)) === null;
	if (isChosen && !ctx.isFresh) return 'prove';
	ctx.about({ caseId, personId, reason });
	return 'may';
}
