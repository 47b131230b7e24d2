import { newId } from '#server/db/keyring.ts';
import { addReferralMove, moveReferral, type ReferralRow, type ReferralState } from '#server/db/queries/referrals.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { Actor } from '#server/policy/actor.ts';
import { after, type Move, type Mover } from '../domain/referral.ts';

const moverOf: Partial<Record<Actor['kind'], Mover>> = { person: 'person', worker: 'hub', agency: 'agency', job: 'job' };

type More = Partial<Pick<ReferralRow, 'reason' | 'sentAt' | 'stopWish' | 'consentId'>>;

/**
 * Takes a request one step, if the machine allows it to whoever acts and nobody was first (of two workers who accept at once one does). Writes the step and tells the hub's jobs.
 * @returns false where it is not possible, or not any more: nothing was changed.
 */
export async function step(ctx: Ctx, { id, state }: { id: string; state: ReferralState }, move: Move, more: More = {}): Promise<boolean> {
	const { db, now, actor } = ctx;
	const mover = moverOf[actor.kind];
	const next = mover && after(state, move, mover);
	if (!mover || !next) return false;
	if (!(await moveReferral(db, id, state, { ...more, state: next, movedAt: now }))) return false;
	const workerId = actor.kind === 'worker' || actor.kind === 'agency' ? actor.id : null;
	await addReferralMove(db, {
		id: newId(now),
		hubId: db.hub,
		referralId: id,
		move,
		toState: next,
		mover,
		workerId,
		reason: more.reason ?? null,
		at: now
	});
	ctx.emit('share.moved', { referral: id, move });
	return true;
}
