import { checkGrant, endGrant, grantsOfCase } from '#server/db/queries/advocate.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { mayParent } from '../domain/grant.ts';
import type { CheckForm } from '../schema.ts';
import { helperOf, type Helper } from './read-people.ts';

type WorkerCtx = Ctx<WorkerActor>;

/** Who is let in to this case of the hub, and by whom. The door that calls it has asked whether the worker may open the case, and writes the look. */
export async function readCaseHelpers(ctx: WorkerCtx, caseId: string): Promise<(Helper & { personId: string })[]> {
	const rows = await grantsOfCase(ctx.db, caseId);
	await ctx.db.keys.fetch(
		'person',
		rows.map(({ personId }) => personId)
	);
	return Promise.all(rows.map(async (row) => ({ ...(await helperOf(ctx, row)), personId: row.personId })));
}

/** Ends for a person, on their word, what somebody may see. Ended before changes nothing. @throws NotYours where there is none in this case. */
export async function endForPerson(ctx: WorkerCtx, caseId: string, id: string): Promise<Outcome> {
	const row = (await grantsOfCase(ctx.db, caseId)).find((one) => one.id === id);
	if (!row) throw new NotYours();
	ctx.about({ caseId, personId: row.personId, objectId: id, reason: 'spoken' });
	if (await endGrant(ctx.db, row.personId, id, 'worker')) ctx.emit('helper.changed', { person: row.personId });
	return { go: `/console/cases/${caseId}/helpers` };
}

/**
 * A worker's yes or no to somebody who waits. A parent only with all three of P17: not a suspect, does not live with the suspect, and the young person did not say no.
 * Two workers at once: the first one's answer stands. @throws NotYours where there is none in this case.
 */
export async function answerWaiting(ctx: WorkerCtx, caseId: string, form: CheckForm): Promise<Outcome> {
	const row = (await grantsOfCase(ctx.db, caseId)).find((one) => one.id === form.grant);
	if (!row) throw new NotYours();
	const isYes = form.answer === 'yes';
	if (isYes && row.kind === 'parent') {
		if (!form.wishes) return refuse('wishes', 'advocates.check.wishes.needed');
		const check = { notSuspect: form.checks.includes('not_suspect'), livesApart: form.checks.includes('lives_apart'), wishes: form.wishes };
		if (!mayParent(check)) return refuse('checks', 'advocates.check.needed');
	}
	const check = { state: isYes ? 'live' : 'refused', wishes: form.wishes ?? null, checkedBy: ctx.actor.id } as const;
	if (!(await checkGrant(ctx.db, caseId, form.grant, check))) return refuse('form', 'advocates.check.settled');
	ctx.about({ caseId, personId: row.personId, objectId: row.id, reason: form.answer });
	return { go: `/console/cases/${caseId}/helpers` };
}
