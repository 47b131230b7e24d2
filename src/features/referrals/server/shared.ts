import { movesOf, saidAbout, sharedOfPerson, type SharedRow } from '#server/db/queries/referrals.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay, type Day } from '#shared/london.ts';
import type { Card } from '../domain/card.ts';
import type { Field, SentLine } from '../domain/consent.ts';
import { receiptOf, type Receipt } from '../domain/receipt.ts';
import { isOpenState } from '../domain/referral.ts';
import { idSchema } from '../schema.ts';
import { openLines } from './lines.ts';
import { wordBy } from './waits.ts';

export type PersonCtx = Ctx<PersonActor>;

const day = (at: Date | null): Day | null => at && londonDay(at);

function cardOf(row: SharedRow, said: readonly string[]): Card {
	const { id, agency, need, fields, state, reason, sentAt, endsOn, movedAt, stopConfirmedAt } = row;
	return {
		...{ id, agency, need, fields: fields as Field[], state, reason, since: day(sentAt), ends: endsOn, said: [...said] },
		wordBy: wordBy(state, movedAt),
		stoppedOn: state === 'withdrawn' ? londonDay(movedAt) : null,
		confirmedOn: day(stopConfirmedAt),
		isOpen: isOpenState(state)
	};
}

/** What this person shares, what we asked and wait for, and what ended. Her own page, so it writes nothing. */
export async function readShared({ db, actor }: PersonCtx): Promise<{ asked: Card[]; open: Card[]; ended: Card[] }> {
	// What she said no to is no card: she was asked, and that was all.
	const rows = (await sharedOfPerson(db, actor.id)).filter(({ state, sentAt }) => state === 'draft' || sentAt !== null);
	const said = Map.groupBy(
		await saidAbout(
			db,
			rows.map(({ id }) => id)
		),
		({ referralId }) => referralId
	);
	const cards = rows.map((row) =>
		cardOf(
			row,
			(said.get(row.id) ?? []).map((each) => each.said)
		)
	);
	return {
		asked: cards.filter(({ state }) => state === 'draft'),
		open: cards.filter(({ isOpen }) => isOpen),
		ended: cards.filter(({ state, isOpen }) => state !== 'draft' && !isOpen)
	};
}

/** One request of this person. @throws NotYours for another's, and for what is no id. */
export async function ownShared({ db, actor }: PersonCtx, id: string): Promise<SharedRow> {
	const [row] = idSchema.safeParse(id).success ? await sharedOfPerson(db, actor.id, id) : [];
	if (!row) throw new NotYours();
	return row;
}

export type SharedPage = Card & { lines: SentLine[] | null; steps: { move: string; mover: string; at: string }[] };
/** One card with the exact lines and who did what, by role (journey 5 step 3). @throws NotYours */
export async function readOneShared(ctx: PersonCtx, id: string): Promise<SharedPage> {
	const row = await ownShared(ctx, id);
	const said = (await saidAbout(ctx.db, [id])).map((each) => each.said);
	const steps = (await movesOf(ctx.db, id)).map(({ move, mover, at }) => ({ move, mover, at: at.toISOString() }));
	return { ...cardOf(row, said), lines: await openLines(ctx, id), steps };
}

/** The receipt of one permission, to print (P16). @throws NotYours also where she has not said yes: there is nothing to have a receipt of. */
export async function readReceipt(
	ctx: PersonCtx,
	id: string,
	hub: string
): Promise<{ id: string; receipt: Receipt; lines: SentLine[] | null }> {
	const row = await ownShared(ctx, id);
	if (!row.givenAt) throw new NotYours();
	return { id, receipt: receiptOf(row, hub), lines: await openLines(ctx, id) };
}
