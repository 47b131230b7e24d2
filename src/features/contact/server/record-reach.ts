import { newId } from '#server/db/keyring.ts';
import { addChoices, changeWay, waysByIndex, type WayChange } from '#server/db/queries/contact.ts';
import { holdAsking } from '#server/db/queries/own.ts';
import { addWay, preferencesOf, waysOf, type PreferenceRow } from '#server/db/queries/people.ts';
import { openAt, sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { endingOf } from '#features/audit/domain/held.ts';
import { hoursOf } from '../domain/choices.ts';
import type { Way, WayKind } from '../domain/preference.ts';
import { secretNames, type NewWayForm, type SpokenForm, type wayDeeds } from '../schema.ts';

type WorkerCtx = Ctx<WorkerActor>;
type Done = { done: true } | { refused: readonly Issue[] };

/** A way as a worker sees it on the page where it is written down: what it ends in, never the whole number. */
export type ReachWay = Way & { ending: string | null; since: string };
export type ReachPage = { version: number; row: PreferenceRow | null; ways: ReachWay[] };

/** For a worker an e-mail address says where it is; more is behind the gate. */
const endOf = (kind: WayKind, value: string | null): string | null =>
	kind === 'email' && value ? value.slice(value.indexOf('@')) : endingOf(kind, value);

/** What is written down about reaching one person: her newest choices and her ways. The number itself stays behind the gate (S-20). */
export async function readReachPage({ db }: WorkerCtx, personId: string): Promise<ReachPage> {
	const [row] = await preferencesOf(db, [personId]);
	const ways = await Promise.all(
		(await waysOf(db, [personId])).map(async ({ id, kind, safe, checked, pausedAt, valueSealed, madeAt }) => ({
			...{ id, kind, safe, checked, paused: pausedAt !== null, since: madeAt.toISOString() },
			ending: endOf(kind, await openAt(db.keys, sealedPlaces.contactWay(personId, id), valueSealed))
		}))
	);
	return { version: row?.version ?? 0, row: row ?? null, ways };
}

const blank: Pick<
	PreferenceRow,
	'mayContact' | 'hours' | 'voicemail' | 'sayWho' | 'hardNews' | 'withheld' | 'given' | 'changedSince' | 'confirmedAt' | 'version'
> = {
	...{ mayContact: 'unasked', hours: null, voicemail: 'none', sayWho: false, hardNews: 'call_first', withheld: null },
	...{ given: [], changedSince: false, confirmedAt: null, version: 0 }
};

/** One more version of a person's choices, by this worker; the ways she said are safe stand in it as they are now. */
async function addVersion(
	ctx: WorkerCtx,
	personId: string,
	change: Partial<PreferenceRow>,
	words: Record<string, string> = {}
): Promise<void> {
	const { db, now, actor } = ctx;
	const [last] = await preferencesOf(db, [personId]);
	const before = last ?? blank;
	const id = newId(now);
	const safe = (await waysOf(db, [personId])).flatMap((way) => (way.safe === 'safe' ? [way.id] : []));
	const names = Object.keys(words);
	const text = JSON.stringify(words);
	await addChoices(db, {
		...before,
		...change,
		...{ id, hubId: db.hub, personId, version: before.version + 1, chosen: safe, madeAt: now, madeBy: actor.id },
		given: [...before.given.filter((name) => !names.includes(name)), ...names.filter((name) => words[name])],
		wordsSealed: names.length ? await sealAt(db.keys, sealedPlaces.preferenceWords(personId, id), text) : null
	});
	ctx.record({ action: 'contact.changed', personId, objectId: id });
}

const changes: Record<(typeof wayDeeds)[number], (now: Date) => WayChange> = {
	checked: () => ({ checked: true }),
	safe: () => ({ safe: 'safe' }),
	unsafe: () => ({ safe: 'unsafe' }),
	resume: () => ({ pausedAt: null }),
	end: (now) => ({ endedAt: now })
};

/**
 * Writes down what a worker heard about one way: the code word over it (P6), that it is safe or never is, that it may be used again after a pause (P9), that it ended. A way that was said
 * not to be safe is opened by nobody (P2): it ends, and is given and checked anew. @throws NotYours where the person has no such way.
 */
export async function changeOneWay(ctx: WorkerCtx, personId: string, wayId: string, deed: (typeof wayDeeds)[number]): Promise<Done> {
	const { db, now } = ctx;
	await holdAsking(db, personId, 'choices');
	const way = (await waysOf(db, [personId])).find(({ id }) => id === wayId);
	if (!way) throw new NotYours();
	if (way.safe === 'unsafe' && deed !== 'end') return refuse('form', 'contact.reach.neverOpened');
	if (deed === 'checked' && way.safe !== 'safe') return refuse('form', 'contact.reach.safeFirst');
	if (!(await changeWay(db, personId, wayId, changes[deed](now)))) throw new NotYours();
	await addVersion(ctx, personId, {});
	return { done: true };
}

/** A way that a person gave to a worker. One that was once said not to be safe has to be heard over before it is used, whatever is ticked. */
export async function addOneWay(ctx: WorkerCtx, personId: string, { kind, value, safe, heard }: NewWayForm): Promise<Done> {
	const { db, now } = ctx;
	await holdAsking(db, personId, 'choices');
	const valueIndex = searchIndex.way(db.keys, value);
	if ((await waysOf(db, [personId])).some((way) => way.kind === kind && way.valueIndex.equals(valueIndex)))
		return refuse('value', 'contact.reach.known');
	const wasUnsafe = (await waysByIndex(db, personId, [valueIndex])).some((way) => way.safe === 'unsafe');
	if (wasUnsafe && safe === 'safe' && !heard) return refuse('heard', 'contact.reach.wasUnsafe');
	const id = newId(now);
	const valueSealed = await sealAt(db.keys, sealedPlaces.contactWay(personId, id), value);
	const row = { id, hubId: db.hub, personId, kind, valueSealed, valueIndex, safe, madeAt: now };
	await addWay(db, { ...row, checked: safe === 'safe' && heard === 'yes' });
	await addVersion(ctx, personId, {});
	return { done: true };
}

/** What a person said to a worker (P19): as she would have chosen herself, heard now, so that it is fresh (P2). */
export async function recordSpoken(ctx: WorkerCtx, personId: string, form: SpokenForm): Promise<Done> {
	const { db, now } = ctx;
	await holdAsking(db, personId, 'choices');
	const [last] = await preferencesOf(db, [personId]);
	const window = form.when === 'own' ? { days: form.days.map(Number), from: form.start, to: form.end } : undefined;
	const hours = hoursOf({ from: 0, ...(form.when && { when: form.when }), ...(window && { window }) }, last?.hours ?? null);
	const words = Object.fromEntries([
		...form.forget.map((name) => [name, '']),
		...secretNames.flatMap((name) => (form[name] ? [[name, form[name]]] : [])),
		...(form.voicemail === 'words' && form.message ? [['message', form.message]] : [])
	]) as Record<string, string>;
	const said = {
		mayContact: form.may,
		hours: hours as PreferenceRow['hours'],
		...(form.voicemail && { voicemail: form.voicemail }),
		...(form.sayWho && { sayWho: form.sayWho === 'yes' }),
		...(form.hardNews && { hardNews: form.hardNews }),
		...(form.withheld && { withheld: form.withheld }),
		...{ changedSince: false, confirmedAt: now }
	};
	await addVersion(ctx, personId, said, words);
	return { done: true };
}
