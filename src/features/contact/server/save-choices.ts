import { newId } from '#server/db/keyring.ts';
import { addChoices, endWays, ownChoices, shutWays, type ChoicesRow } from '#server/db/queries/contact.ts';
import { holdAsking } from '#server/db/queries/own.ts';
import { addWay } from '#server/db/queries/people.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { refuse, type Outcome } from '#server/http/ctx.ts';
import { hoursOf, planWays, type Draft, type WayPlan } from '../domain/choices.ts';
import { heldWays, type PersonCtx } from './own-choices.ts';

/** What holds while nothing was answered (P15). */
const unanswered: Pick<ChoicesRow, 'hours' | 'voicemail' | 'sayWho' | 'hardNews' | 'withheld' | 'given' | 'confirmedAt' | 'changedSince'> =
	{
		...{ hours: null, voicemail: 'none', sayWho: false, hardNews: 'call_first', withheld: null },
		...{ given: [], confirmedAt: null, changedSince: false }
	};

/**
 * Saves what she chose as a new version (P15, journey 3 step 8), in one transaction with what becomes of each way. What she shut is shut at once. What is new is used by no machine until a
 * worker has heard it from her, because whoever holds her phone could have said it (P2, P5, P6). Refused where her choices were changed elsewhere meanwhile: nothing is lost unseen.
 */
export async function saveChoices(ctx: PersonCtx, draft: Draft): Promise<Outcome> {
	const { db, actor, now } = ctx;
	if (!draft.may) return refuse('form', 'contact.may.needed');
	await holdAsking(db, actor.id, 'choices');
	const before = await ownChoices(db, actor.id);
	if ((before?.version ?? 0) !== draft.from) return refuse('form', 'contact.changedElsewhere');
	const plan = planWays(draft, await heldWays(ctx, before?.chosen ?? []));
	await shutWays(db, actor.id, plan.shut);
	await endWays(db, actor.id, plan.end);
	const added = await addWays(ctx, plan.add);
	const isNew = added.length > 0 || (draft.may === 'yes' && before?.mayContact !== 'yes');
	const words = Object.entries(draft.words ?? {});
	const { confirmedAt, changedSince, given, ...last } = before ?? unanswered;
	const id = newId(now);
	const row = {
		...{ id, hubId: db.hub, personId: actor.id, version: draft.from + 1, mayContact: draft.may },
		hours: hoursOf(draft, last.hours) as ChoicesRow['hours'],
		...{ voicemail: draft.voicemail ?? last.voicemail, sayWho: draft.sayWho ?? last.sayWho },
		...{ hardNews: draft.hardNews ?? last.hardNews, withheld: draft.withheld ?? last.withheld },
		chosen: [...plan.chosen, ...added],
		given: [...given.filter((word) => !words.some(([name]) => name === word)), ...words.flatMap(([name, text]) => (text ? [name] : []))],
		wordsSealed: words.length
			? await sealAt(db.keys, sealedPlaces.preferenceWords(actor.id, id), JSON.stringify(Object.fromEntries(words)))
			: null,
		...{ changedSince: changedSince || isNew, confirmedAt: isNew ? confirmedAt : now, madeAt: now }
	};
	if (!(await addChoices(db, row))) return refuse('form', 'contact.changedElsewhere');
	ctx.record({ action: 'contact.changed', personId: actor.id, objectId: id });
	ctx.emit('contact.chosen', { person: actor.id, changes: changesOf(plan) });
	return { go: '/my/contact/saved' };
}

const changesOf = ({ shut, end, add }: WayPlan): string => (shut.length || end.length || add.length ? 'ways' : 'rest');

/** @returns the ids of those she said are safe; each waits to be checked. */
async function addWays({ db, actor, now }: PersonCtx, ways: WayPlan['add']): Promise<string[]> {
	const safe: string[] = [];
	for (const { kind, value, isSafe } of ways) {
		const id = newId(now);
		const valueSealed = await sealAt(db.keys, sealedPlaces.contactWay(actor.id, id), value);
		const valueIndex = searchIndex.way(db.keys, value);
		const row = { id, hubId: db.hub, personId: actor.id, kind, valueSealed, valueIndex, checked: false, madeAt: now };
		await addWay(db, { ...row, safe: isSafe ? 'safe' : 'unsafe' });
		if (isSafe) safe.push(id);
	}
	return safe;
}

/** "Is this still right?" Yes (journey 3, step 11): the same choices, said again today. What a worker has still to hear stays so. */
export async function sayStillRight(ctx: PersonCtx): Promise<Outcome> {
	const { db, actor, now } = ctx;
	await holdAsking(db, actor.id, 'choices');
	const before = await ownChoices(db, actor.id);
	if (!before || before.mayContact === 'unasked') return { go: '/my/contact/change/may' };
	const id = newId(now);
	const row = { ...before, id, hubId: db.hub, personId: actor.id, version: before.version + 1, confirmedAt: now, madeAt: now };
	if (!(await addChoices(db, row))) return refuse('form', 'contact.changedElsewhere');
	ctx.record({ action: 'contact.confirmed', personId: actor.id, objectId: id });
	return { go: '/my/contact?done=still' };
}
