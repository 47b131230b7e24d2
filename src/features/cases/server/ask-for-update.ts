import type { Outcome } from '#server/http/ctx.ts';
import type { Askable } from '../schema.ts';
import { answerWithin, askOnce, dueIn } from './ask-once.ts';
import { ownCase, type PersonCtx } from './own-case.ts';

/** "Ask for an update": the hub answers within two working days, and the page says by when (journey 2 step 5). @throws NotYours. */
export async function askForUpdate(ctx: PersonCtx, caseId: string): Promise<Outcome> {
	await ownCase(ctx, caseId);
	await askOnce(ctx, caseId, { kind: 'update_asked', dueOn: dueIn(ctx.now, answerWithin) });
	return { go: `/my/updates/${caseId}?done=asked#ask` };
}

/** "Ask about this", where nobody has told us (journey 2 step 6) or two agencies disagree (step 9). @throws NotYours. */
export async function askAbout(ctx: PersonCtx, caseId: string, about: Askable): Promise<Outcome> {
	await ownCase(ctx, caseId);
	await askOnce(ctx, caseId, { kind: 'asked_about', about, dueOn: dueIn(ctx.now, answerWithin) });
	return { go: `/my/updates/${caseId}?done=about` };
}

/** "Please call me about it": news that needs a voice (P4). It never says which news, so that the task gives nothing away. Next working day at the latest. @throws NotYours. */
export async function askForCall(ctx: PersonCtx, caseId: string): Promise<Outcome> {
	await ownCase(ctx, caseId);
	await askOnce(ctx, caseId, { kind: 'call_me', dueOn: dueIn(ctx.now, 1) });
	return { go: `/my/updates/${caseId}?done=call` };
}
