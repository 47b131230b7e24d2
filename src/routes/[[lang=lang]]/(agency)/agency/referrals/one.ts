import type { RequestEvent } from '@sveltejs/kit';
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
import { readNotes, writeNote } from '#features/referrals/server/notes.ts';
import { closeForm, markForm, noteForm, pressForm, reasonForm } from '#features/referrals/schema.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { londonDay } from '#shared/london.ts';

/** Which request, and where its page is: the number's proof is a cookie of that page. */
type Where = { id: string; path: string };
const cookie = 'k-number-0';

/** The number, once: a page loaded again asks the gate and the log again. */
async function shownOnce(ctx: AgencyCtx, event: RequestEvent, { id, path }: Where, reached: Awaited<ReturnType<typeof reachForAgency>>) {
	const proof = event.cookies.get(cookie);
	if (!proof) return null;
	event.cookies.delete(cookie, { path });
	return numberForAgency(ctx, id, reached, proof);
}

/** One request as its agency sees it, whoever of them came: with an account, or by a link. */
export async function showReferral(ctx: AgencyCtx, event: RequestEvent, where: Where) {
	const referral = await readForAgency(ctx, where.id);
	const reached = await reachForAgency(ctx, where.id);
	const { worker } = await readAgencyHome(ctx);
	return {
		...{ referral, once: crypto.randomUUID(), worker, verdict: reached?.verdict ?? null, today: londonDay(ctx.now) },
		notes: await readNotes(ctx, where.id),
		number: await shownOnce(ctx, event, where, reached)
	};
}
export type OneReferral = Awaited<ReturnType<typeof showReferral>>;

async function showNumber(ctx: AgencyCtx, event: RequestEvent, { id, path }: Where): Promise<Outcome> {
	const asked = await askNumberAsAgency(ctx, id);
	if ('refused' in asked) return asked;
	event.cookies.set(cookie, asked.proof, {
		...{ path, httpOnly: true, sameSite: 'strict' as const },
		...{ secure: event.url.protocol === 'https:', maxAge: 15 * 60 }
	});
	return { go: `/agency/referrals/${id}#reach` };
}

type Forms = typeof pressForm | typeof closeForm | typeof markForm | typeof noteForm | typeof reasonForm;
type Run<F extends Forms> = (ctx: AgencyCtx, input: F['_output'], where: Where, event: RequestEvent) => Promise<Outcome>;
const does = <F extends Forms>(schema: F, run: Run<F>) => ({ schema, run });

/** What an agency does with a request, by the name of its button. */
export const acts = {
	receive: does(pressForm, (ctx, _form, { id }) => moveAsAgency(ctx, id, 'receive')),
	accept: does(pressForm, (ctx, _form, { id }) => moveAsAgency(ctx, id, 'accept')),
	start: does(closeForm, (ctx, form, { id }) => startAsAgency(ctx, id, form)),
	decline: does(reasonForm, (ctx, { reason }, { id }) => moveAsAgency(ctx, id, 'decline', reason)),
	back: does(reasonForm, (ctx, { reason }, { id }) => moveAsAgency(ctx, id, 'return', reason)),
	mark: does(markForm, (ctx, { then, ...form }, { id }) => (then === 'close' ? closeAsAgency : updateAsAgency)(ctx, id, form)),
	note: does(noteForm, (ctx, form, { id }) => writeNote(ctx, id, form)),
	confirm: does(pressForm, (ctx, _form, { id }) => confirmStop(ctx, id)),
	number: does(pressForm, (ctx, _form, where, event) => showNumber(ctx, event, where))
};
