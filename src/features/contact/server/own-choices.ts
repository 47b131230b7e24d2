import { ownChoices, type ChoicesRow } from '#server/db/queries/contact.ts';
import { ownWays } from '#server/db/queries/own.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import { endingOf } from '#features/audit/domain/held.ts';
import type { HeldWay } from '../domain/choices.ts';
import type { Hours, WayKind } from '../domain/preference.ts';

export type PersonCtx = Ctx<PersonActor>;
const dayLength = 86_400_000;
/** The shortest time after which choices are stale, for everyone: whoever holds her phone cannot tell from the question how we see the risk (P2, P6). */
const askAgainDays = 30;

/** What her page says of her choices (journey 3, step 1): no number, no secret word. */
export type OwnChoices = {
	version: number;
	may: ChoicesRow['mayContact'];
	/** Each kind once: safe with what it ends in, or never. */
	ways: { kind: WayKind; ending: string | null; isChecked: boolean }[];
	hours: readonly Hours[] | null;
	voicemail: 'none' | 'words';
	sayWho: boolean;
	hardNews: 'call_first' | 'read_here';
	withheld: ChoicesRow['withheld'];
	given: readonly string[];
	changedOn: string | null;
	/** "Is this still right?" is asked. */
	isAskedAgain: boolean;
	/** Something new is looked at with her before it is used. */
	waits: boolean;
};

/** Her ways with what she said of them, for the plan and the page. */
export async function heldWays({ db, actor }: PersonCtx, chosen: readonly string[]): Promise<(HeldWay & { checked: boolean })[]> {
	const rows = await ownWays(db, actor.id);
	return Promise.all(
		rows.map(async ({ id, kind, valueSealed, checked }) => {
			const value = await openAt(db.keys, sealedPlaces.contactWay(actor.id, id), valueSealed);
			return { id, kind, value, checked, isChosen: chosen.includes(id) };
		})
	);
}

/** Reads her choices as she may see them: two queries. Her own look writes nothing. */
export async function readOwnChoices(ctx: PersonCtx): Promise<OwnChoices> {
	const row = await ownChoices(ctx.db, ctx.actor.id);
	const ways = (await heldWays(ctx, row?.chosen ?? [])).filter(({ isChosen }) => isChosen);
	const confirmed = row?.confirmedAt ?? null;
	return {
		version: row?.version ?? 0,
		may: row?.mayContact ?? 'unasked',
		ways: ways.map(({ kind, value, checked }) => ({ kind, ending: endingOf(kind, value), isChecked: checked })),
		hours: row?.hours ?? null,
		voicemail: row?.voicemail ?? 'none',
		sayWho: row?.sayWho ?? false,
		hardNews: row?.hardNews ?? 'call_first',
		withheld: row?.withheld ?? null,
		given: row?.given ?? [],
		changedOn: row?.madeAt.toISOString() ?? null,
		isAskedAgain:
			row !== undefined &&
			row.mayContact !== 'unasked' &&
			(confirmed === null || ctx.now.getTime() - confirmed.getTime() > askAgainDays * dayLength),
		waits: ways.some(({ checked }) => !checked)
	};
}
