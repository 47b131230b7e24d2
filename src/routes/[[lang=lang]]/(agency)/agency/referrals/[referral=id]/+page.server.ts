import { readAgencyHome } from '#features/agencies/server/read-agency-home.ts';
import {
	closeAsAgency,
	confirmStop,
	moveAsAgency,
	readForAgency,
	startAsAgency,
	updateAsAgency,
	type AgencyCtx
} from '#features/referrals/server/agency.ts';
import { askNumberAsAgency, numberForAgency, reachForAgency } from '#features/referrals/server/agency-reach.ts';
import type { Move } from '#features/referrals/domain/referral.ts';
import { readNotes, writeNote } from '#features/referrals/server/notes.ts';
import { closeForm, markForm, noteForm, pressForm, reasonForm } from '#features/referrals/schema.ts';
import { action, page } from '#server/http/guard.ts';
import { toPath } from '#shared/lang.ts';
import { londonDay } from '#shared/london.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

const cookie = 'k-number-0';
const pathOf = ({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) => toPath(locals.lang, `/agency/referrals/${params.referral}`);

/** The number, once: a page loaded again asks the gate and the log again. */
async function shownOnce(ctx: AgencyCtx, event: PageServerLoadEvent, reached: Awaited<ReturnType<typeof reachForAgency>>) {
	const proof = event.cookies.get(cookie);
	if (!proof) return null;
	event.cookies.delete(cookie, { path: pathOf(event) });
	return numberForAgency(ctx, event.params.referral, reached, proof);
}

export const load = page({ may: 'share.read.agency', audit: 'share.viewed' }, async (ctx, event: PageServerLoadEvent) => {
	const referral = await readForAgency(ctx, event.params.referral);
	const reached = await reachForAgency(ctx, event.params.referral);
	const { worker } = await readAgencyHome(ctx);
	return {
		...{ referral, once: crypto.randomUUID() },
		notes: await readNotes(ctx, event.params.referral),
		worker,
		verdict: reached?.verdict ?? null,
		today: londonDay(ctx.now),
		number: await shownOnce(ctx, event, reached)
	};
});

const moved = { may: 'share.move.agency', audit: 'share.moved' } as const;
const press = (move: Move) => action(moved, pressForm, (ctx, _form, { params }: RequestEvent) => moveAsAgency(ctx, params.referral, move));
const withReason = (move: Move) =>
	action(moved, reasonForm, (ctx, { reason }, { params }: RequestEvent) => moveAsAgency(ctx, params.referral, move, reason));

export const actions = {
	receive: press('receive'),
	accept: press('accept'),
	start: action(moved, closeForm, (ctx, form, { params }: RequestEvent) => startAsAgency(ctx, params.referral, form)),
	decline: withReason('decline'),
	back: withReason('return'),
	mark: action(moved, markForm, (ctx, { then, ...form }, { params }: RequestEvent) =>
		(then === 'close' ? closeAsAgency : updateAsAgency)(ctx, params.referral, form)
	),
	note: action(moved, noteForm, (ctx, form, { params }: RequestEvent) => writeNote(ctx, params.referral, form)),
	confirm: action(moved, pressForm, (ctx, _form, { params }: RequestEvent) => confirmStop(ctx, params.referral)),
	number: action({ may: 'share.move.agency', audit: 'number.shown' }, pressForm, async (ctx, _form, event: RequestEvent) => {
		const asked = await askNumberAsAgency(ctx, event.params.referral);
		if ('refused' in asked) return asked;
		const path = pathOf(event);
		event.cookies.set(cookie, asked.proof, {
			...{ path, httpOnly: true, sameSite: 'strict' as const },
			...{ secure: event.url.protocol === 'https:', maxAge: 15 * 60 }
		});
		return { go: `/agency/referrals/${event.params.referral}#reach` };
	})
};
