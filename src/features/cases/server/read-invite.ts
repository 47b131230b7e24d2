import { participantsOf } from '#server/db/queries/cases.ts';
import { invitationsOf } from '#server/db/queries/console.ts';
import { normalSignIn } from '#server/crypto/normal.ts';
import { refuse, type Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { caseInHub } from './case-door.ts';
import { knownPeople } from './console-names.ts';
import { noteLook } from './read-case.ts';
import { invitationState, type InvitationState } from './read-case-people.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type Invitee = { id: string; name: string | null; role: string; lang: string; state: InvitationState };

/** Who of a case can be invited, and where the invitation of each stands. Each person shown is a look, with its reason (P19). */
export async function readInvite(ctx: WorkerCtx, caseId: string, reason: string): Promise<Invitee[]> {
	await caseInHub(ctx, caseId);
	const parts = await participantsOf(ctx.db, [caseId]);
	const ids = parts.map(({ personId }) => personId);
	const people = await knownPeople(ctx.db, ids);
	const invitations = await invitationsOf(ctx.db, ids);
	noteLook(ctx, caseId, parts, reason);
	return parts.map(({ personId, role }) => {
		const person = people.get(personId);
		const own = invitations.filter(({ subject }) => subject === personId);
		return { id: personId, name: person?.name ?? null, role, lang: person?.row.lang ?? 'en', state: invitationState(own, ctx.now) };
	});
}

const parentChecks = 3;

/**
 * Whether this person of the case may be invited with this word. The word may not be in their name, which the person who hurt them knows (P5); a parent only after a worker has
 * checked all three of P17. @returns what to say, or null when nothing stands against it.
 */
export async function mayInvite(
	ctx: WorkerCtx,
	caseId: string,
	asked: { person: string; word: string; parent: readonly string[] }
): Promise<ReturnType<typeof refuse> | null> {
	await caseInHub(ctx, caseId);
	const part = (await participantsOf(ctx.db, [caseId])).find(({ personId }) => personId === asked.person);
	if (!part) return refuse('person', 'console.field.choose');
	if (part.role === 'parent' && new Set(asked.parent).size < parentChecks) return refuse('parent', 'console.invite.parent.needed');
	const person = (await knownPeople(ctx.db, [asked.person])).get(asked.person);
	if (person?.row.diedAt) return refuse('person', 'console.invite.died');
	const names = (person?.name ?? '').split(/\s+/).map(normalSignIn);
	if (names.includes(normalSignIn(asked.word))) return refuse('word', 'console.invite.word.name');
	if (part.role === 'parent') ctx.record({ action: 'person.matched', caseId, personId: asked.person, reason: 'parent_checked' });
	return null;
}
