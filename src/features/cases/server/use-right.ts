import { ownAsked } from '#server/db/queries/own.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { NotYours } from '#shared/faults.ts';
import type { Day } from '#shared/london.ts';
import { openRights, type OpenRight } from '../domain/rights-open.ts';
import { answerWithin, askOnce, dueIn } from './ask-once.ts';
import { openCase, type OwnCase, type PersonCtx } from './own-case.ts';
import { codeCaseOf } from './own-rules.ts';

/** What this person can ask for now, each once, the closest date first (P11). */
export function openTo({ row, known }: Pick<OwnCase, 'row' | 'known'>, now: Date): OpenRight[] {
	const all = openRights(codeCaseOf(row), known, now);
	return all.filter((right, at) => all.findIndex(({ id }) => id === right.id) === at);
}

/** One screen of "What you can do" (P11), and by when we answer where help was asked for. @throws NotYours where it cannot be asked now. */
export async function readRight(ctx: PersonCtx, caseId: string, what: string): Promise<{ right: OpenRight; helpBy: Day | null }> {
	const right = openTo(await openCase(ctx, caseId), ctx.now).find(({ id }) => id === what);
	if (!right) throw new NotYours();
	const asked = await ownAsked(ctx.db, ctx.actor.id, [caseId]);
	return { right, helpBy: asked.find(({ kind, about }) => kind === 'help_with_right' && about === what)?.dueOn ?? null };
}

/** "Help me with this": a task for the hub. We never send it as if it were theirs (P11). @throws NotYours. */
export async function useRight(ctx: PersonCtx, caseId: string, what: string): Promise<Outcome> {
	const right = openTo(await openCase(ctx, caseId), ctx.now).find(({ id }) => id === what);
	if (!right) throw new NotYours();
	await askOnce(ctx, caseId, { kind: 'help_with_right', about: what, eventId: right.eventId, dueOn: dueIn(ctx.now, answerWithin) });
	return { go: `/my/updates/${caseId}/do/${what}#help` };
}
