import { newId } from '#server/db/keyring.ts';
import { addPreference, preferencesOf, type PreferenceRow } from '#server/db/queries/people.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { JobActor } from '#server/policy/actor.ts';
import { contactAnswers } from '../schema.ts';

/** What holds while nothing was answered: no message, no name of the service, a call before hard news (P15, P4). */
const unanswered = {
	voicemail: 'none',
	sayWho: false,
	hardNews: 'call_first',
	hours: null,
	chosen: null,
	given: [] as string[],
	withheld: null,
	changedSince: false,
	confirmedAt: null
} as const;

/**
 * Keeps the answer to "May we contact you?" as a new version of her choices; all else stays as it was. "No" holds at once. A "yes" that is new counts as a
 * change (P2): no machine acts on it until a worker has heard it from her, because whoever holds her phone could have said it (P5).
 */
export async function keepContactAnswer({ db, now }: Ctx<JobActor>, payload: Record<string, string>): Promise<void> {
	const person = payload.person ?? '';
	const answer = contactAnswers.find((each) => each === payload.answer);
	const [before] = await preferencesOf(db, [person]);
	if (!answer || before?.mayContact === answer) return;
	const { voicemail, sayWho, hardNews, hours, confirmedAt, chosen, given, withheld } = before ?? unanswered;
	const id = newId(now);
	const wordsSealed = before ? await wordsFor({ db }, before, id) : null;
	const changedSince = answer === 'yes' || (before?.changedSince ?? false);
	const kept = { voicemail, sayWho, hardNews, hours, confirmedAt, chosen, given, withheld };
	const row = { ...kept, changedSince, wordsSealed, mayContact: answer };
	await addPreference(db, { id, hubId: db.hub, personId: person, version: (before?.version ?? 0) + 1, madeAt: now, ...row });
}

/**
 * A sealed value opens only in its own row, so the words of the safety plan are sealed anew. Unreadable ones are carried over untouched: they read as unavailable, the
 * version before keeps them for whoever can restore the key, and a "no" holds at once all the same.
 */
async function wordsFor(
	{ db }: Pick<Ctx<JobActor>, 'db'>,
	{ personId, id, wordsSealed }: PreferenceRow,
	next: string
): Promise<Buffer | null> {
	if (!wordsSealed) return null;
	const words = await openAt(db.keys, sealedPlaces.preferenceWords(personId, id), wordsSealed);
	return words === null ? wordsSealed : sealAt(db.keys, sealedPlaces.preferenceWords(personId, next), words);
}
