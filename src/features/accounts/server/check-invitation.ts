import { hashChosenWord, hashCode, isSameHash, normalCode } from '#server/auth/codes.ts';
import { doorHashKey } from '#server/crypto/instance.ts';
import { addFailure } from '#server/db/queries/door.ts';
import { countTry, invitationByCode } from '#server/db/queries/invitations.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import { atDoor, isServedAt, type Door } from '#server/auth/door.ts';
import type { DoorActor } from '#server/policy/actor.ts';
import { wrongTries, type Invited, type StartState } from '../domain/start.ts';
import { countsOf, networkWait } from '#server/auth/slow-down.ts';

/** Right: whom it was for. Otherwise what to say, and the state to go on with; null when no more tries are taken. */
export type Checked = { invited: Invited } | { refused: readonly Issue[]; wait?: number; state: StartState | null };

type Asked = { hash: Buffer; code: string; word: string; network: Buffer };

/**
 * Checks code and word together: one answer for both, and the same for a code that never was (T31). Five wrong words end a code and the hub is told (P5).
 * Who types here hears "no more tries" after five of their own, whatever they typed, so that it says nothing about any code.
 */
export async function checkInvitation(door: Door, state: StartState, word: string): Promise<Checked> {
	const key = doorHashKey(door.db.provider);
	const code = normalCode(state.code ?? '') ?? '';
	const hash = hashCode(key, code);
	const counts = countsOf(door, hash);
	const before = await atDoor(door, undefined, async ({ db }) => ({
		wait: await networkWait(db, counts),
		hub: (await invitationByCode(db, hash))?.hubId
	}));
	if (before.wait > 0) return { ...refuse('word', 'accounts.wait', { count: before.wait }), wait: before.wait, state };
	const invited = await atDoor(door, before.hub, (ctx) => tryWord(ctx, door, { hash, code, word, network: counts.network }));
	if (invited) return { invited };
	const tries = state.tries + 1;
	if (tries >= wrongTries) return { ...refuse('form', 'accounts.start.stopped'), state: null };
	return { ...refuse('word', 'accounts.start.wrong'), state: { ...state, tries } };
}

async function tryWord(ctx: Ctx<DoorActor>, door: Door, { hash, code, word, network }: Asked): Promise<Invited | null> {
	const { db, record } = ctx;
	const any = await invitationByCode(db, hash);
	const found = any && isServedAt(door.site, any.kind) ? any : undefined;
	if (found && isSameHash(found.wordHash, hashChosenWord(doorHashKey(db.provider), code, word)))
		return { invitation: found.id, hub: found.hubId, kind: found.kind, subject: found.subject };
	await addFailure(db, network);
	record({ action: 'session.refused', objectId: found?.id, reason: 'invitation' });
	if (found && (await countTry(db, found.id, wrongTries)) >= wrongTries) stop(ctx, found);
	return null;
}

function stop({ emit, record }: Ctx<DoorActor>, { id, kind, subject }: { id: string; kind: string; subject: string }): void {
	const person: { person?: string } = kind === 'person' ? { person: subject } : {};
	record({ action: 'invitation.stopped', objectId: id, personId: person.person });
	emit('invitation.stopped', person);
}
