import { addAnswer } from '#server/db/queries/own.ts';
import { newId } from '#server/db/keyring.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { londonDay } from '#shared/london.ts';
import { askOnce } from './ask-once.ts';
import { openCase, openedCase, type PersonCtx } from './own-case.ts';

/**
 * The person's answer to "You should have heard … did they?" (P3). "No" makes a task due the same day; a second "No" makes no second one.
 * A clock that asks nothing any more (told meanwhile, or already answered) is left as it is. @throws NotYours.
 */
export async function answerHeard(ctx: PersonCtx, caseId: string, clockId: string, answer: 'yes' | 'no'): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const own = await openCase(ctx, caseId);
	const clock = [...own.clocks, ...openedCase(own, now).clocks].find(({ id }) => id === clockId);
	const done = { go: `/my/updates/${caseId}?done=${answer}` };
	if (!clock || clock.state !== 'not_recorded' || clock.reasonKey === 'clocks.reason.said_no') return done;
	await addAnswer(db, { id: newId(now), hubId: db.hub, caseId, personId: actor.id, clockId, answer, at: now });
	if (answer === 'yes') return done;
	const isNew = await askOnce(ctx, caseId, { kind: 'not_told', about: clockId, eventId: clock.eventId, dueOn: londonDay(now) });
	if (isNew) ctx.record({ action: 'task.made', caseId, personId: actor.id, objectId: clockId });
	return done;
}
