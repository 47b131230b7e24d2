import { shredScope } from '#server/db/queries/keys.ts';
import { forgetKeys } from '#server/db/keyring.ts';
import {
	deleteNoticesTo,
	deleteReach,
	deleteTasksAbout,
	emptyCase,
	forgetAccount,
	markCaseForgotten,
	markPersonForgotten
} from '#server/db/queries/forgetting.ts';
import { deleteHelpIn, deleteHelpOf } from '#server/db/queries/advocate.ts';
import { deleteCourtSteps } from '#server/db/queries/court.ts';
import { deleteDaysAway, dropTicks } from '#server/db/queries/court-day.ts';
import { deleteThreads } from '#server/db/queries/messages.ts';
import { deleteAsksOf } from '#server/db/queries/self-referrals.ts';
import { deleteShared, referralIdsOf } from '#server/db/queries/referrals-jobs.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';

type JobCtx = Ctx<JobActor>;
/** By which rule, or for which request, something is forgotten: a code for the log. */
type Why = string;

/**
 * Forgets one case: its key is destroyed, so that nothing sealed with it can be read again anywhere, what could lead back to it is emptied, and what only counts stays. Events, tries and
 * the log are not touched. Held or forgotten before: nothing happens. Twice is once. The caller forgets unwrapped keys after the commit.
 * @returns whether it was forgotten now.
 */
export async function forgetCase(ctx: JobCtx, caseId: string, why: Why): Promise<boolean> {
	if (!(await markCaseForgotten(ctx.db, caseId))) return false;
	await shredScope(ctx.db, { kind: 'case', id: caseId });
	await emptyCase(ctx.db, caseId);
	await deleteHelpIn(ctx.db, caseId);
	await deleteCourtSteps(ctx.db, { caseId });
	await deleteDaysAway(ctx.db, { caseId });
	await deleteThreads(ctx.db, { caseId });
	ctx.record({ action: 'case.shredded', caseId, reason: why });
	forgetKeys();
	return true;
}

/**
 * Forgets one person: key, name, birth, ways, choices, marks of risk, tasks, and the account with its sessions, in one transaction. Held or forgotten before: nothing happens.
 * @returns whether she was forgotten now.
 */
export async function forgetPerson(ctx: JobCtx, personId: string, why: Why): Promise<boolean> {
	if (!(await markPersonForgotten(ctx.db, personId))) return false;
	await shredScope(ctx.db, { kind: 'person', id: personId });
	await deleteReach(ctx.db, personId);
	await deleteNoticesTo(ctx.db, personId);
	await deleteHelpOf(ctx.db, personId);
	await deleteAsksOf(ctx.db, personId);
	await deleteCourtSteps(ctx.db, { personId });
	await deleteDaysAway(ctx.db, { personId });
	await dropTicks(ctx.db, personId);
	await deleteThreads(ctx.db, { personId });
	await deleteTasksAbout(ctx.db, personId);
	const shared = await referralIdsOf(ctx.db, personId);
	for (const id of shared) await shredScope(ctx.db, { kind: 'referral', id });
	await deleteShared(ctx.db, personId, shared);
	const accounts = await forgetAccount(ctx.db, personId);
	ctx.record({ action: 'person.shredded', personId, reason: why });
	if (accounts) ctx.record({ action: 'account.closed', personId, reason: why });
	forgetKeys();
	return true;
}
