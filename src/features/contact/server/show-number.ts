import { secretWordsOf } from '#server/db/queries/contact.ts';
import { waysOf, workersOf } from '#server/db/queries/people.ts';
import { openAt, openWords, sealedPlaces, type PreferenceWords } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { mayReach, type Verdict } from '../domain/may-reach.ts';
import type { Purpose } from '../domain/preference.ts';
import type { Reach } from './reach.ts';

const minutesGood = 15;
const hub = { kind: 'hub' } as const;
/** Bound to the way, so that the right to see one number opens no other. */
const proofAt = (wayId: string) => ({ table: 'number', column: 'shown', row: wayId });

/** The gate's answer for one more purpose, without asking the database again (S-20). */
export const gateFor = (reach: Reach, kind: Purpose['kind'], now: Date): Verdict => mayReach(reach.preference, reach.risk, { kind }, now);

/** Whether the gate lets a worker use a way now. Only then is a number ever shown (S-20). */
export const isOpenGate = (verdict: Verdict): verdict is Extract<Verdict, { verdict: 'go' | 'go_with_words' }> =>
	verdict.verdict === 'go' || verdict.verdict === 'go_with_words';

/**
 * A worker asks to see the number the gate offers (journey 6 step 4); the door's audit row says which way was shown to whom. The answer is a proof for the next page,
 * which the door hands on in a cookie and takes away when the number was shown: no number is in it, it stands in no address, and it is good for this worker and
 * this way only, for a quarter of an hour.
 */
export async function askForNumber(ctx: Ctx<WorkerActor>, reach: Reach): Promise<{ proof: string } | { refused: readonly Issue[] }> {
	if (!isOpenGate(reach.verdict)) return refuse('number', 'due.number.notNow');
	const { id } = reach.verdict.way;
	ctx.about({ personId: reach.personId, objectId: id });
	const sealed = await ctx.db.keys.seal(hub, proofAt(id), JSON.stringify([ctx.actor.id, ctx.now.toISOString()]));
	return { proof: sealed.toString('base64url') };
}

/** The number itself, for whoever holds a fresh proof and only while the gate is still open (S-20); null otherwise. */
export async function shownNumber(ctx: Ctx<WorkerActor>, reach: Reach, proof: string | undefined): Promise<string | null> {
	if (!isOpenGate(reach.verdict) || !proof) return null;
	const { id } = reach.verdict.way;
	const text = await ctx.db.keys.open(hub, proofAt(id), Buffer.from(proof, 'base64url'));
	if (!text) return null;
	const [worker, at] = JSON.parse(text) as [string, string];
	const age = ctx.now.getTime() - Date.parse(at);
	if (worker !== ctx.actor.id || age < 0 || age > minutesGood * 60_000) return null;
	const row = (await waysOf(ctx.db, [reach.personId])).find((way) => way.id === id);
	return row ? openAt(ctx.db.keys, sealedPlaces.contactWay(reach.personId, id), row.valueSealed) : null;
}

/**
 * What the person agreed with us to say, for workers only (P6), and how the worker who calls names herself. `agreed` is null when it cannot be read: the page says
 * so, and never looks as if nothing had been agreed.
 */
export async function wordsToSay(
	{ db, actor }: Ctx<WorkerActor>,
	personId: string
): Promise<{ agreed: PreferenceWords | null; worker: string | null }> {
	const agreed = await openWords(
		db.keys,
		(await secretWordsOf(db, [personId])).filter((row) => row.personId === personId)
	);
	const [me] = await workersOf(db, [actor.id]);
	const worker = me ? await openAt(db.keys, sealedPlaces.workerName(me.id), me.nameSealed) : null;
	return { agreed, worker };
}
