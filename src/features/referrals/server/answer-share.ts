import { newId } from '#server/db/keyring.ts';
import { addConsent, addSaid, endConsent, giveConsent, hasOpenTo, refuseConsent, saveLines } from '#server/db/queries/referrals.ts';
import { refuse, type Outcome } from '#server/http/ctx.ts';
import { addDays, addMonths, londonDay, type Day } from '#shared/london.ts';
import { lastDayOf, wordingVersion, type SentLine } from '../domain/consent.ts';
import type { AnswerShare } from '../schema.ts';
import { openLines, sealLines } from './lines.ts';
import { ownShared, type PersonCtx } from './shared.ts';
import { step } from './step.ts';
import { againAfter } from './waits.ts';

const againOn = (again: AnswerShare['again'], now: Date): Day | null => {
	if (again === 'never') return null;
	const { sooner, later } = againAfter();
	return again === 'sooner' ? addDays(londonDay(now), sooner.count * 7) : addMonths(londonDay(now), later.count);
};

/** What the gate's room knows of her, handed over by the route: whether she ticked a way that we have checked (S-24). */
export type OwnReach = { hasWay: boolean };

/**
 * Her answer to "May we share this?". A yes sends exactly the lines she left ticked, and her own one; a no sends nothing, and is not asked why. A yes to being reached needs a way that is safe
 * now, not when she was asked (S-24). Answering twice changes nothing.
 * @throws NotYours
 */
export async function answerShare(
	ctx: PersonCtx,
	id: string,
	{ answer, field, line, again }: AnswerShare,
	{ hasWay }: OwnReach
): Promise<Outcome> {
	const { db, now, lang } = ctx;
	const row = await ownShared(ctx, id);
	ctx.about({ personId: ctx.actor.id, objectId: id, reason: answer });
	if (answer === 'no') {
		if (!(await step(ctx, row, 'withdraw'))) return refuse('form', 'share.error.moved');
		await refuseConsent(db, row.consentId, againOn(again, now));
		return { go: '/my/help/shared?done=no' };
	}
	const offered = await openLines(ctx, id);
	if (!offered) return refuse('form', 'share.error.unreadable');
	const own: SentLine[] = line ? [{ field: 'line', text: line }] : [];
	const lines = [...offered.filter((each) => each.field !== 'line' && field.includes(each.field)), ...own];
	if (lines.length === 0) return refuse('field', 'share.error.fields');
	if (!hasWay && lines.some((each) => each.field === 'ways')) return refuse('field', 'share.error.noWay');
	const chosen = [...new Set(lines.map((each) => each.field))];
	const given = { fields: chosen, wording: wordingVersion, lang, endsOn: lastDayOf(now), givenBy: 'person' } as const;
	if (!(await giveConsent(db, row.consentId, given))) return refuse('form', 'share.error.moved');
	await saveLines(db, id, await sealLines(ctx, id, lines));
	if (!(await step(ctx, row, 'send', { sentAt: now }))) return refuse('form', 'share.error.moved');
	return { go: '/my/help/shared?done=yes' };
}

/**
 * "Stop sharing": in this request the agency cannot read anything any more (P16). `wish`: whether they shall stop contacting her. Our own help goes on. Stopping what has stopped
 * is said plainly. @throws NotYours
 */
export async function stopSharing(ctx: PersonCtx, id: string, wish: 'stop' | 'still' | 'self'): Promise<Outcome> {
	const row = await ownShared(ctx, id);
	ctx.about({ personId: ctx.actor.id, objectId: id });
	if (row.state === 'draft' || !(await step(ctx, row, 'withdraw', { stopWish: wish }))) return refuse('form', 'share.error.moved');
	await endConsent(ctx.db, row.consentId, 'stopped');
	ctx.emit('share.stopped', { person: ctx.actor.id });
	return { go: `/my/help/shared?done=stopped` };
}

/** "They did not contact me", "It helped", "Something is wrong": a word of hers; the hub's task follows the same day (T19). Twice is once. @throws NotYours */
export async function sayAboutHelp(ctx: PersonCtx, id: string, said: 'no_contact' | 'helped' | 'not_helped' | 'wrong'): Promise<Outcome> {
	const { db, now, actor } = ctx;
	const row = await ownShared(ctx, id);
	ctx.about({ personId: actor.id, objectId: id, reason: said });
	if (row.sentAt === null) return refuse('form', 'share.error.moved');
	await addSaid(db, { id: newId(now), hubId: db.hub, referralId: id, personId: actor.id, said, at: now });
	ctx.emit('share.said', { referral: id, said });
	return { go: `/my/help/shared?done=${said}` };
}

/** Opens what has closed, in one step: a new permission for the same lines, to the same agency. Not where one is open to them already, nor without a way to reach her if they had one. @throws NotYours */
export async function reopenShared(ctx: PersonCtx, id: string, { hasWay }: OwnReach): Promise<Outcome> {
	const { db, now, actor, lang } = ctx;
	const row = await ownShared(ctx, id);
	ctx.about({ personId: actor.id, objectId: id, reason: 'again' });
	if (await hasOpenTo(db, actor.id, row.agencyId)) return refuse('form', 'share.error.open');
	if (!hasWay && row.fields.includes('ways')) return refuse('form', 'share.error.noWay');
	const consentId = newId(now);
	await addConsent(db, {
		...{ id: consentId, hubId: db.hub, personId: actor.id, agencyId: row.agencyId, need: row.need, fields: row.fields, lang },
		...{ wording: wordingVersion, givenBy: 'person', askedAt: now, givenAt: now, endsOn: lastDayOf(now) }
	});
	if (!(await step(ctx, row, 'reopen', { consentId, sentAt: now }))) return refuse('form', 'share.error.moved');
	await endConsent(db, row.consentId, 'closed');
	return { go: '/my/help/shared?done=again' };
}
