import { newId } from '#server/db/keyring.ts';
import { addWorker } from '#server/db/queries/people.ts';
import { endSessionsOfWorker, hasOtherSupervisor, markLeft, setRoles, shutAccounts } from '#server/db/queries/team.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { normalSignIn } from '#server/crypto/normal.ts';
import { refuse, type Ctx, type Issue, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { whyNotLeave, whyNotRoles, type TeamRole } from '../domain/team.ts';
import { invite } from './invite.ts';
import { readMember, type Member } from './read-team.ts';

type WorkerCtx = Ctx<WorkerActor>;
type Given = { code: string; worker: string } | { refused: readonly Issue[] };

const pageOf = (id: string) => `/console/team/${id}`;
const changeOf = async ({ db }: WorkerCtx, { id, isSelf }: Member) => ({ isSelf, isOtherSupervisor: await hasOtherSupervisor(db, id) });

/**
 * Gives somebody new roles, which hold from their next sign-in: their sessions end with the change, so nobody goes on with what was taken from them (ASVS 7.4.3).
 * Refused for oneself, and where no supervisor would be left. The database asks the same again.
 */
export async function changeRoles(ctx: WorkerCtx, id: string, { roles }: { roles: readonly TeamRole[] }): Promise<Outcome> {
	const member = await readMember(ctx, id);
	if (member.kind !== 'worker' || member.state !== 'active') return refuse('roles', 'team.roles.none');
	const why = whyNotRoles(await changeOf(ctx, member), roles);
	if (why) return refuse('roles', why);
	if (!(await setRoles(ctx.db, id, roles))) return refuse('roles', 'team.roles.none');
	ctx.record({ action: 'roles.changed', objectId: id, reason: roles.join('+') });
	return { go: pageOf(id) };
}

/** Signs somebody out everywhere (ASVS 7.4.5). */
export async function endMemberSessions(ctx: WorkerCtx, id: string): Promise<Outcome> {
	await readMember(ctx, id);
	await endSessionsOfWorker(ctx.db, id);
	ctx.record({ action: 'sessions.ended', objectId: id });
	return { go: pageOf(id) };
}

/** A word that is somebody's name is the first one tried. */
function isInName(word: string, name: string | null): boolean {
	return (name ?? '').split(/\s+/).map(normalSignIn).includes(normalSignIn(word));
}

/**
 * Gives somebody a code to start again with, after the supervisor has made sure who it is as at the start (ASVS 6.4.4, 6.4.6). Their second factors go when the code is used; until
 * then nothing changes. The roles of the account stay; `roles` count where there is none yet.
 */
export async function giveCode(ctx: WorkerCtx, id: string, { word, roles }: { word: string; roles: readonly TeamRole[] }): Promise<Given> {
	const member = await readMember(ctx, id);
	if (member.state === 'left') return refuse('word', 'team.code.left');
	if (isInName(word, member.name)) return refuse('word', 'console.invite.word.name');
	const given = member.state === 'active' ? member.roles : roles;
	if (member.kind === 'worker' && !given.length) return refuse('roles', 'team.roles.needed');
	return codeFor(ctx, id, { kind: member.kind, agencyId: member.agencyId, roles: given, word });
}

type Code = { kind: 'worker' | 'agency'; agencyId: string | null; roles: readonly string[]; word: string };
async function codeFor(ctx: WorkerCtx, worker: string, { kind, agencyId, roles, word }: Code): Promise<Given> {
	const made = await invite(ctx, { subject: worker, kind, lang: ctx.lang, roles, word, ...(agencyId ? { agencyId } : {}) });
	return 'code' in made ? { code: made.code, worker } : made;
}

/** Adds somebody who works here, and makes their first code. */
export async function addMember(
	ctx: WorkerCtx,
	{ name, team, roles, word }: { name: string; team: string; roles: readonly TeamRole[]; word: string }
): Promise<Given> {
	const { db, now } = ctx;
	if (isInName(word, name)) return refuse('word', 'console.invite.word.name');
	const id = newId(now);
	const nameSealed = await sealAt(db.keys, sealedPlaces.workerName(id), name);
	await addWorker(db, { id, hubId: db.hub, nameSealed, team, madeAt: now });
	ctx.record({ action: 'account.made', objectId: id, reason: 'worker_added' });
	return codeFor(ctx, id, { kind: 'worker', agencyId: null, roles, word });
}

/** Somebody has left: they cannot sign in from this moment, and the cases that name them are to be handed over (T1). Their name stays in the history. */
export async function memberLeft(ctx: WorkerCtx, id: string): Promise<Outcome> {
	const member = await readMember(ctx, id);
	const why = whyNotLeave(await changeOf(ctx, member));
	if (why) return refuse('left', why);
	if (!(await shutAccounts(ctx.db, id)) || !(await markLeft(ctx.db, id))) return refuse('left', 'team.left.already');
	ctx.record({ action: 'account.closed', objectId: id, reason: 'left' });
	return { go: pageOf(id) };
}
