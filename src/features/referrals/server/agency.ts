import { newId } from '#server/db/keyring.ts';
import { addMeasures, confirmStopped, referralsOfAgency, type AgencyReferralRow } from '#server/db/queries/referrals-agency.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { AgencyActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import type { SentLine } from '../domain/consent.ts';
import { isOpenState, outcomes, type DeclineReason, type Move } from '../domain/referral.ts';
import { idSchema, type CloseForm } from '../schema.ts';
import { openLines } from './lines.ts';
import { step } from './step.ts';
import { isSilent, wordBy } from './waits.ts';

export type AgencyCtx = Ctx<AgencyActor>;
export type AgencyRow = {
	id: string;
	name: string | null;
	state: AgencyReferralRow['state'];
	movedAt: string;
	isLate: boolean;
	wordBy: string | null;
	mustConfirm: boolean;
};

const rowOf = ({ id, state, movedAt, stopConfirmedAt }: AgencyReferralRow, lines: readonly SentLine[] | null, now: Date): AgencyRow => ({
	...{ id, state, movedAt: movedAt.toISOString(), isLate: isSilent(state, movedAt, now), wordBy: wordBy(state, movedAt) },
	name: lines?.find(({ field }) => field === 'name')?.text ?? null,
	mustConfirm: state === 'withdrawn' && stopConfirmedAt === null
});

/** The requests to this agency: what waits for them, and what has ended without whom it was about. Another agency's are not there (T3, T25). */
export async function listForAgency(ctx: AgencyCtx): Promise<{ open: AgencyRow[]; stopped: AgencyRow[] }> {
	const rows = await referralsOfAgency(ctx.db, ctx.actor.agency);
	const open = rows.filter(({ state }) => isOpenState(state));
	await ctx.db.keys.fetch(
		'referral',
		open.map(({ id }) => id)
	);
	return {
		open: await Promise.all(open.map(async (row) => rowOf(row, await openLines(ctx, row.id), ctx.now))),
		stopped: rows.map((row) => rowOf(row, null, ctx.now)).filter(({ mustConfirm }) => mustConfirm)
	};
}

/** One request to this agency. @throws NotYours for another's, and for what is shared no longer (unless it is to be confirmed). */
export async function ownReferral({ db, actor }: AgencyCtx, id: string): Promise<AgencyReferralRow> {
	const [row] = idSchema.safeParse(id).success ? await referralsOfAgency(db, actor.agency, id) : [];
	if (!row) throw new NotYours();
	return row;
}

export type AgencyReferral = AgencyRow & {
	lines: SentLine[] | null;
	stopWish: string | null;
	stopConfirmedOn: string | null;
	reason: string | null;
};
/** What was shared with them, before any number (P21). Of one that ended: that it ended, and nothing of whom. @throws NotYours */
export async function readForAgency(ctx: AgencyCtx, id: string): Promise<AgencyReferral> {
	const row = await ownReferral(ctx, id);
	ctx.about({ objectId: id });
	const lines = isOpenState(row.state) ? await openLines(ctx, id) : null;
	const { stopWish, stopConfirmedAt, reason } = row;
	return { ...rowOf(row, lines, ctx.now), lines, stopWish, reason, stopConfirmedOn: stopConfirmedAt?.toISOString() ?? null };
}

/** What the agency does with a request. Where it moved meanwhile, because she stopped or a colleague was first, they are told so and nothing is done. @throws NotYours */
export async function moveAsAgency(ctx: AgencyCtx, id: string, move: Move, reason?: DeclineReason): Promise<Outcome> {
	const row = await ownReferral(ctx, id);
	ctx.about({ objectId: id, reason: reason ?? move });
	if (!(await step(ctx, row, move, reason ? { reason } : {}))) return refuse('form', 'share.error.moved');
	return { go: move === 'decline' || move === 'return' ? '/agency?done=gone' : `/agency/referrals/${id}` };
}

const pointOf = { start: 'start', update: 'review', close: 'close' } as const;
/** First contact, a word while the help goes on, or its end, with what was measured then; what was left out is not guessed (T49). @throws NotYours */
async function measured(ctx: AgencyCtx, id: string, move: keyof typeof pointOf, form: CloseForm): Promise<boolean> {
	const { db, now } = ctx;
	const row = await ownReferral(ctx, id);
	ctx.about({ objectId: id, reason: move });
	const rows = outcomes.flatMap((outcome) => {
		const score = form[outcome];
		return score === null ? [] : [{ id: newId(now), hubId: db.hub, referralId: id, point: pointOf[move], outcome, score, at: now }];
	});
	await addMeasures(db, rows);
	return step(ctx, row, move);
}

/** "We have made first contact", with how they say it is now (T49). @throws NotYours */
export const startAsAgency = async (ctx: AgencyCtx, id: string, form: CloseForm): Promise<Outcome> =>
	(await measured(ctx, id, 'start', form)) ? { go: `/agency/referrals/${id}` } : refuse('form', 'share.error.moved');

/** "We are still helping", with how they say it is now (T49: the review). @throws NotYours */
export const updateAsAgency = async (ctx: AgencyCtx, id: string, form: CloseForm): Promise<Outcome> =>
	(await measured(ctx, id, 'update', form)) ? { go: `/agency/referrals/${id}` } : refuse('form', 'share.error.moved');

/** Ends the help, with how it is then (T49). @throws NotYours */
export const closeAsAgency = async (ctx: AgencyCtx, id: string, form: CloseForm): Promise<Outcome> =>
	(await measured(ctx, id, 'close', form)) ? { go: '/agency?done=closed' } : refuse('form', 'share.error.moved');

/** "We have stopped": the person reads it on her card (P16). Twice is once. @throws NotYours */
export async function confirmStop(ctx: AgencyCtx, id: string): Promise<Outcome> {
	await ownReferral(ctx, id);
	ctx.about({ objectId: id, reason: 'stopped' });
	if (!(await confirmStopped(ctx.db, ctx.actor.agency, id))) return refuse('form', 'share.error.moved');
	ctx.emit('share.moved', { referral: id, move: 'confirm' });
	return { go: '/agency?done=confirmed' };
}
