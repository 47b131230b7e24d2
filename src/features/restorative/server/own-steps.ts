import { newId } from '#server/db/keyring.ts';
import { addStep, stepsOf } from '#server/db/queries/advocate.ts';
import { holdAsking, ownCases, ownName } from '#server/db/queries/own.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, type Day } from '#shared/london.ts';
import { hasGone, isOpen, mayFollow, type RestorativeStep } from '../domain/steps.ts';
import { exactText, wordingNow } from '../domain/wording.ts';

type PersonCtx = Ctx<PersonActor>;
const here = '/my/help/meeting';

/** Where it stands in one case of hers: only what was recorded. `text` is what she agreed to, word for word. */
export type OwnMeeting = {
	caseId: string;
	since: Day;
	step: RestorativeStep | null;
	on: Day | null;
	isOpen: boolean;
	text: string | null;
	steps: { step: RestorativeStep; on: Day }[];
};

/** What the page says: information for everyone, where it stands in each of her cases, and the exact text that would be sent (T35). Her own look writes nothing. */
export async function readMeeting(ctx: PersonCtx): Promise<{ cases: OwnMeeting[]; wouldSend: string | null }> {
	const { db, actor, lang } = ctx;
	const rows = await ownCases(db, actor.id);
	const cases = await Promise.all(rows.map(({ id, madeAt }) => meetingOf(ctx, id, londonDay(madeAt))));
	const name = await nameOf(ctx);
	return { cases, wouldSend: name && exactText(lang, name) };
}

async function meetingOf({ db, actor }: PersonCtx, caseId: string, since: Day): Promise<OwnMeeting> {
	const rows = await stepsOf(db, actor.id, caseId);
	const steps = rows.map((row) => ({ step: row.step as RestorativeStep, on: row.onDay }));
	const last = steps.at(-1) ?? null;
	const agreed = rows.findLast(({ textSealed }) => textSealed !== null);
	const text = agreed?.textSealed ? await openAt(db.keys, sealedPlaces.restorativeText(actor.id, agreed.id), agreed.textSealed) : null;
	return { caseId, since, step: last?.step ?? null, on: last?.on ?? null, isOpen: isOpen(last?.step ?? null), text, steps };
}

async function nameOf({ db, actor }: PersonCtx): Promise<string | null> {
	const sealed = await ownName(db, actor.id);
	return sealed ? openAt(db.keys, sealedPlaces.personName(actor.id), sealed) : null;
}

/** The last step in a case of hers, and which comes next, held until the commit: two tabs are one after the other. @throws NotYours. */
async function lastOf({ db, actor }: PersonCtx, caseId: string): Promise<{ from: RestorativeStep | null; seq: number }> {
	const [own] = await ownCases(db, actor.id, caseId);
	if (!own) throw new NotYours();
	await holdAsking(db, actor.id, caseId);
	const last = (await stepsOf(db, actor.id, caseId)).at(-1);
	return { from: (last?.step as RestorativeStep | undefined) ?? null, seq: (last?.seq ?? 0) + 1 };
}

/**
 * "Ask someone to talk to me about it": keeps the exact text she agreed to, with its wording and language, and asks a worker to talk with her first. Nothing goes to anybody by it.
 * Asked already: nothing changes. @throws NotYours.
 */
export async function askToHear(ctx: PersonCtx, caseId: string): Promise<Outcome> {
	const { db, actor, now, lang } = ctx;
	const { from, seq } = await lastOf(ctx, caseId);
	ctx.about({ personId: actor.id, caseId, objectId: caseId });
	if (!mayFollow(from, 'said', 'person')) return { go: here };
	const name = await nameOf(ctx);
	if (name === null) return refuse('form', 'restorative.unreadable');
	const id = newId(now);
	await addStep(db, {
		...{
			id,
			hubId: db.hub,
			personId: actor.id,
			caseId,
			seq,
			step: 'said',
			onDay: londonDay(now),
			saidBy: 'person',
			wording: wordingNow,
			lang,
			madeAt: now
		},
		textSealed: await sealAt(db.keys, sealedPlaces.restorativeText(actor.id, id), exactText(lang, name))
	});
	ctx.emit('restorative.asked', { person: actor.id, case: caseId });
	return { go: here };
}

/** She has changed her mind: in force at once. Where anything may have gone to the provider, a worker asks them to stop, the same day. Stopped already: nothing changes. @throws NotYours. */
export async function stopMeeting(ctx: PersonCtx, caseId: string): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const { from, seq } = await lastOf(ctx, caseId);
	ctx.about({ personId: actor.id, caseId, objectId: caseId });
	if (from === null || !mayFollow(from, 'withdrawn', 'person')) return { go: here };
	const row = {
		hubId: db.hub,
		personId: actor.id,
		caseId,
		seq,
		step: 'withdrawn',
		onDay: londonDay(now),
		saidBy: 'person',
		madeAt: now
	} as const;
	await addStep(db, { ...row, id: newId(now) });
	if (hasGone(from)) ctx.emit('restorative.stopped', { person: actor.id, case: caseId });
	return { go: here };
}
