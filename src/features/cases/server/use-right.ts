import { ownAsked } from '#server/db/queries/own.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { NotYours } from '#shared/faults.ts';
import type { Day } from '#shared/london.ts';
import { rightsOnce, type OpenRight } from '../domain/rights-open.ts';
import { placeOfRight } from '../schema.ts';
import { answerWithin, askOnce, dueIn } from './ask-once.ts';
import { openCase, openedCase, type OwnCase, type PersonCtx } from './own-case.ts';
import { codeCaseOf } from './code-case.ts';

/** What this person can ask for now, each once, the closest date first (P11). */
export const openTo = ({ row, known }: Pick<OwnCase, 'row' | 'known'>, now: Date): OpenRight[] =>
	rightsOnce(codeCaseOf(row, row), known, now);

/** Found as the closed page offers it, or else as the opened news does: what a page links to is there, and neither tells what the other knows. */
async function rightOf(ctx: PersonCtx, caseId: string, what: string | undefined): Promise<OpenRight> {
	const own = await openCase(ctx, caseId);
	const all = [...openTo(own, ctx.now), ...openTo(openedCase(own, ctx.now), ctx.now)];
	const right = all.find(({ id }) => id === what);
	if (!right) throw new NotYours();
	return right;
}

/** One screen of "What you can do" (P11), and by when we answer where help was asked for. @throws NotYours where it cannot be asked now. */
export async function readRight(
	ctx: PersonCtx,
	caseId: string,
	what: string | undefined
): Promise<{ right: OpenRight; helpBy: Day | null }> {
	const right = await rightOf(ctx, caseId, what);
	const asked = await ownAsked(ctx.db, ctx.actor.id, [caseId]);
	return { right, helpBy: asked.find(({ kind, about }) => kind === 'help_with_right' && about === what)?.dueOn ?? null };
}

/** "Help me with this": a task for the hub. We never send it as if it were theirs (P11). @throws NotYours. */
export async function useRight(ctx: PersonCtx, caseId: string, what: string): Promise<Outcome> {
	const right = await rightOf(ctx, caseId, what);
	await askOnce(ctx, caseId, { kind: 'help_with_right', about: what, eventId: right.eventId, dueOn: dueIn(ctx.now, answerWithin) });
	return { go: `/my/updates/${caseId}/do/${placeOfRight(right.id)}#help` };
}
