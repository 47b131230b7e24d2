import { newId } from '#server/db/keyring.ts';
import { addAdjustment, adjustmentsOf, type AdjustmentRow } from '#server/db/queries/contact.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import { addMonths, londonDay } from '#shared/london.ts';
import { adjustmentCodes, reviewAfterMonths, type Adjustments } from '../domain/adjustments.ts';
import type { EasierForm } from '../schema.ts';
import type { PersonCtx } from './own-choices.ts';

async function presented({ db }: Ctx, row: AdjustmentRow): Promise<Adjustments> {
	const words = row.wordsSealed ? await openAt(db.keys, sealedPlaces.adjustmentWords(row.personId, row.id), row.wordsSealed) : '';
	return {
		codes: adjustmentCodes.filter((code) => row.codes.includes(code)),
		...{ spoken: row.spoken, words, reviewOn: row.reviewOn, madeAt: row.madeAt.toISOString() }
	};
}

/** What makes it easier for each of these persons, the newest version: one query. For the console, and for what travels with a request for help. */
export async function adjustmentsFor(ctx: Ctx, personIds: readonly string[]): Promise<Map<string, Adjustments>> {
	const rows = await adjustmentsOf(ctx.db, personIds);
	await ctx.db.keys.fetch(
		'person',
		rows.map(({ personId }) => personId)
	);
	return new Map(await Promise.all(rows.map(async (row) => [row.personId, await presented(ctx, row)] as const)));
}

/**
 * Keeps what makes it easier as a new version (Accessible Information Standard: identify, record), to be asked again in a year. `by` is the worker who wrote it down for her; null is she
 * herself. Words that were written and cannot be read are not saved over. @returns false where another version came meanwhile, or the words cannot be read.
 */
export async function keepAdjustments(ctx: Ctx, personId: string, form: EasierForm, by: string | null): Promise<boolean> {
	const { db, now } = ctx;
	const [last] = await adjustmentsOf(db, [personId]);
	if (last?.wordsSealed && !form.words && (await presented(ctx, last)).words === null) return false;
	const id = newId(now);
	const row = {
		...{ id, hubId: db.hub, personId, version: (last?.version ?? 0) + 1, codes: [...form.easier], spoken: form.spoken || null },
		wordsSealed: form.words ? await sealAt(db.keys, sealedPlaces.adjustmentWords(personId, id), form.words) : null,
		...{ reviewOn: addMonths(londonDay(now), reviewAfterMonths), madeAt: now, madeBy: by }
	};
	if (!(await addAdjustment(db, row))) return false;
	ctx.record({ action: 'easier.changed', personId, objectId: id });
	return true;
}

/** What she said makes it easier; null where nobody asked her yet. */
export const readOwnEasier = async (ctx: PersonCtx): Promise<Adjustments | null> =>
	(await adjustmentsFor(ctx, [ctx.actor.id])).get(ctx.actor.id) ?? null;

/** Saves what she said on her page. */
export async function saveOwnEasier(ctx: PersonCtx, form: EasierForm): Promise<Outcome> {
	if (!(await keepAdjustments(ctx, ctx.actor.id, form, null))) return refuse('form', 'contact.changedElsewhere');
	return { go: '/my/contact?done=easier' };
}
