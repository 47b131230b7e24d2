import { randomUUID } from 'node:crypto';
import { newId } from '#server/db/keyring.ts';
import { addSelfReferral, asksOfAgency, type SelfReferralState } from '#server/db/queries/self-referrals.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { AgencyActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { answers } from './answer-step.ts';
import { isUrgent, type Draft } from '../domain/asked.ts';
import { inTouchBy, type Office } from '#shared/office.ts';
import type { AgencyAskForm } from '../schema.ts';
import { hashOfWords } from './four-words.ts';
import { sealSaid } from '#server/crypto/said-at-door.ts';

export type AgencyCtx = Ctx<AgencyActor>;
export type AgencyAsk = { id: string; on: string; became: 'waiting' | 'taken_up' | 'not_taken_up' };

// A referrer learns whether it was taken up, and no more (P21): not that we spoke with them, nor that they took it back.
const becameOf = (state: SelfReferralState): AgencyAsk['became'] =>
	state === 'taken_up' ? 'taken_up' : state === 'not_taken_up' || state === 'cancelled' ? 'not_taken_up' : 'waiting';

/** What this agency asked for, and whether it was taken up (P21). Not what it wrote: that is the hub's now. */
export const readAgencyAsks = async ({ db, actor }: AgencyCtx): Promise<AgencyAsk[]> =>
	(await asksOfAgency(db, actor.agency)).map(({ id, state, madeAt }) => ({ id, on: londonDay(madeAt), became: becameOf(state) }));

/**
 * A worker of a partner asks for somebody who said yes to them just now (T9): kept, and the hub's task, in one transaction; due as if the person had asked. Nobody has four words to it. Sent
 * twice is once.
 */
export async function askAsAgency(ctx: AgencyCtx, form: AgencyAskForm, office: Office): Promise<Outcome> {
	const { db, now, lang, actor } = ctx;
	const steps = (draft: Draft) => answers.easier(answers.area(answers.what(answers.who(draft, form), form), form), form);
	const { once, ...asked } = answers.answer(steps({ once: form.once }), form);
	const id = newId(now);
	const by = inTouchBy(now, office, isUrgent(asked));
	const isNew = await addSelfReferral(db, {
		...{ id, hubId: db.hub, source: 'agency', once, lang, way: form.way, state: 'waiting', dueAt: by, madeAt: now, movedAt: now },
		...{ agencyId: actor.agency, sentBy: actor.id, codeHash: hashOfWords(db.provider, randomUUID()) },
		wordsSealed: sealSaid(db.provider, 'words', id, JSON.stringify(asked))
	});
	if (!isNew) return { go: '/agency/ask?done=sent' };
	const task = { id: newId(now), hubId: db.hub, caseId: null, personId: null, kind: 'help_asked', about: id } as const;
	await addTask(db, { ...task, isUrgent: isUrgent(asked), dueOn: londonDay(by), madeAt: now });
	ctx.about({ objectId: id });
	return { go: '/agency/ask?done=sent' };
}
