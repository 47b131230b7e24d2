import {
	addPreference,
	personsOf,
	preferencesOf,
	riskMarksOf,
	waysOf,
	type PreferenceRow,
	type WayRow
} from '#server/db/queries/people.ts';
import { riskFactsOf } from '#server/db/queries/due.ts';
import { preferenceVersion } from '#server/db/queries/tellings.ts';
import { newId } from '#server/db/keyring.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { isLang, type Lang } from '#shared/lang.ts';
import { addMonths, londonDay } from '#shared/london.ts';
import { mayReach, type Verdict } from '../domain/may-reach.ts';
import { preferenceFrom, type Preference, type Purpose, type Risk, type WayOnRecord } from '../domain/preference.ts';

/** What the gate needs of one person, and what a worker must know before speaking. No number is in here. */
export type Reach = {
	personId: string;
	name: string | null;
	lang: Lang;
	preference: Preference;
	risk: Risk;
	hardNews: 'call_first' | 'read_here';
	verdict: Verdict;
};

const raisingReasons: readonly string[] = ['domestic_abuse', 'sexual_offence', 'trafficking', 'under_18'];
const raisingCrimes = /domestic|stalk|sexual|rape|honour|exploit|traffick|slavery|child/i;

const onRecord = ({ id, kind, safe, checked, pausedAt, valueIndex }: WayRow): WayOnRecord => ({
	...{ id, kind, safe, checked, pausedAt },
	name: valueIndex.toString('hex')
});

async function raisedAmong({ db, now }: Ctx, personIds: readonly string[], born: ReadonlyMap<string, string>): Promise<Set<string>> {
	const marks = await riskMarksOf(db, personIds);
	const facts = await riskFactsOf(db, personIds);
	const children = personIds.filter((id) => (born.get(id) ?? '') > addMonths(londonDay(now), -18 * 12));
	const byFact = facts.filter(
		({ enhanced, crimeType }) => enhanced.some((reason) => raisingReasons.includes(reason)) || raisingCrimes.test(crimeType ?? '')
	);
	return new Set([...marks.map(({ personId }) => personId), ...byFact.map(({ personId }) => personId), ...children]);
}

/**
 * Asks the gate for many people at once (P2, S-20), with five queries however many they are. Risk is raised by a worker's mark, by what was done to them, or for
 * a child (P2). `purposeOf` says for each why we want to reach them. Persons of another hub are not in the answer.
 */
export async function reachFor(
	ctx: Ctx,
	personIds: readonly string[],
	purposeOf: (personId: string) => Purpose,
	now: Date = ctx.now
): Promise<Map<string, Reach>> {
	const { db } = ctx;
	const people = await personsOf(db, [...new Set(personIds)]);
	const ids = people.map(({ id }) => id);
	await db.keys.fetch('person', ids);
	const preferences = new Map((await preferencesOf(db, ids)).map((row) => [row.personId, row]));
	const ways = Map.groupBy(await waysOf(db, ids), ({ personId }) => personId);
	const names = new Map<string, string | null>();
	const born = new Map<string, string>();
	for (const { id, nameSealed, bornSealed } of people) {
		names.set(id, await openAt(db.keys, sealedPlaces.personName(id), nameSealed));
		if (!bornSealed) continue;
		// A day that cannot be read may be a child's: in doubt the risk is raised.
		born.set(id, (await openAt(db.keys, sealedPlaces.personBorn(id), bornSealed)) ?? londonDay(now));
	}
	const raised = await raisedAmong(ctx, ids, born);
	return new Map(
		people.map(({ id, lang, diedAt }) => {
			const row = preferences.get(id);
			const preference = preferenceFrom(row, (ways.get(id) ?? []).map(onRecord), diedAt !== null);
			const risk: Risk = raised.has(id) ? 'raised' : 'ordinary';
			const verdict = mayReach(preference, risk, purposeOf(id), now);
			const hardNews = row?.hardNews ?? 'call_first';
			return [id, { personId: id, name: names.get(id) ?? null, lang: isLang(lang) ? lang : 'en', preference, risk, hardNews, verdict }];
		})
	);
}

/**
 * "This way and time are still right" (P2, journey 6 step 6): a new version of the person's choices, confirmed now. Somebody nobody has asked yet stays unasked:
 * one tick is not an answer to "may we contact you?".
 */
export async function confirmStillRight(ctx: Ctx<WorkerActor>, personId: string): Promise<boolean> {
	const [last] = await preferencesOf(ctx.db, [personId]);
	if (!last || last.mayContact === 'unasked') return false;
	if (!(await addVersion(ctx, last, { confirmedAt: ctx.now, changedSince: false }))) return false;
	ctx.record({ action: 'contact.confirmed', personId, objectId: last.id });
	return true;
}

/** Takes a confirmation of that very moment back: the choices are as old again as they were. */
export async function takeBackConfirmation(ctx: Ctx<WorkerActor>, personId: string, madeAt: Date): Promise<void> {
	const [last] = await preferencesOf(ctx.db, [personId]);
	if (last?.confirmedAt?.getTime() !== madeAt.getTime() || last.madeAt.getTime() !== madeAt.getTime()) return;
	const before = await preferenceVersion(ctx.db, personId, last.version - 1);
	await addVersion(ctx, last, { confirmedAt: before?.confirmedAt ?? null, changedSince: before?.changedSince ?? true });
}

async function addVersion(
	{ db, now, actor }: Ctx<WorkerActor>,
	last: PreferenceRow,
	change: Pick<PreferenceRow, 'confirmedAt' | 'changedSince'>
): Promise<boolean> {
	const id = newId(now);
	const { personId } = last;
	const words = last.wordsSealed && (await openAt(db.keys, sealedPlaces.preferenceWords(personId, last.id), last.wordsSealed));
	// Words that cannot be read are never saved over: they may keep somebody safe.
	if (last.wordsSealed && words === null) return false;
	const wordsSealed = words ? await sealAt(db.keys, sealedPlaces.preferenceWords(personId, id), words) : null;
	await addPreference(db, { ...last, ...change, id, version: last.version + 1, wordsSealed, madeAt: now, madeBy: actor.id });
	return true;
}
