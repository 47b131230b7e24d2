import { NotYours } from '#shared/faults.ts';
import { openCase, openedCase, type PersonCtx } from './own-case.ts';
import { updateOf, type Update } from './read-update.ts';

/**
 * The whole page of a case with its hard news open, because its reader asked for it (P4, DESIGN §9). It writes nothing: that somebody read it is nobody's business (S-31),
 * so the line closes again behind her. News that a worker speaks of first stays shut. @throws NotYours where no line can be opened.
 */
export async function openNews(ctx: PersonCtx, caseId: string): Promise<Update> {
	const own = await openCase(ctx, caseId);
	const opened = openedCase(own, ctx.now);
	if (opened === own) throw new NotYours();
	return updateOf(ctx, opened);
}
