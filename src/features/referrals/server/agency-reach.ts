import { personOfReferral, sharedChoice, sharedWays } from '#server/db/queries/referrals-agency.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Issue } from '#server/http/ctx.ts';
import { mayReach, type Verdict } from '#features/contact/domain/may-reach.ts';
import { preferenceFrom } from '#features/contact/domain/preference.ts';
import type { AgencyCtx } from './agency.ts';

const hub = { kind: 'hub' } as const;
const minutesGood = 15;
const proofAt = (referral: string, way: string) => ({ table: 'referral', column: `number.${way}`, row: referral });

type Reached = { personId: string; verdict: Verdict };

/**
 * The gate's answer for an agency that has said yes, at this instant (P21). An agency never learns of a risk, so the gate is asked as if it were raised: choices older than thirty days,
 * and a number nobody asked about, are as careful for everybody. Null where her ways are not shared, or no longer: the database gives nothing.
 */
export async function reachForAgency({ db, now }: AgencyCtx, referralId: string): Promise<Reached | null> {
	const person = await personOfReferral(db, referralId);
	if (!person) return null;
	const choice = await sharedChoice(db, person.id);
	const ways = await sharedWays(db, person.id);
	await db.keys.fetch('person', [person.id]);
	const named = await Promise.all(
		ways.map(async (way) => ({
			...way,
			name: (await openAt(db.keys, sealedPlaces.contactWay(person.id, way.id), way.valueSealed)) ?? way.id
		}))
	);
	const preference = preferenceFrom(choice, named, person.hasDied);
	return { personId: person.id, verdict: mayReach(preference, 'raised', { kind: 'worker' }, now) };
}

const wayIn = (verdict: Verdict): string | null => ('way' in verdict ? verdict.way.id : null);

/** Asks to see the number the gate offers now. The log says whose was shown to whom; the proof is for this worker, this request and this way, for a quarter of an hour. */
export async function askNumberAsAgency(ctx: AgencyCtx, referralId: string): Promise<{ proof: string } | { refused: readonly Issue[] }> {
	const reached = await reachForAgency(ctx, referralId);
	const way = reached && wayIn(reached.verdict);
	if (!reached || !way) return refuse('number', 'due.number.notNow');
	ctx.about({ personId: reached.personId, objectId: way });
	const sealed = await ctx.db.keys.seal(hub, proofAt(referralId, way), JSON.stringify([ctx.actor.id, ctx.now.toISOString()]));
	return { proof: sealed.toString('base64url') };
}

/** The number, for whoever holds a fresh proof and only while the gate is still open; null otherwise. */
export async function numberForAgency(
	ctx: AgencyCtx,
	referralId: string,
	reached: Reached | null,
	proof: string | undefined
): Promise<string | null> {
	const id = reached && wayIn(reached.verdict);
	if (!reached || !id || !proof) return null;
	const text = await ctx.db.keys.open(hub, proofAt(referralId, id), Buffer.from(proof, 'base64url'));
	if (!text) return null;
	const [worker, at] = JSON.parse(text) as [string, string];
	const age = ctx.now.getTime() - Date.parse(at);
	if (worker !== ctx.actor.id || age < 0 || age > minutesGood * 60_000) return null;
	const way = (await sharedWays(ctx.db, reached.personId)).find((each) => each.id === id);
	return way ? openAt(ctx.db.keys, sealedPlaces.contactWay(reached.personId, id), way.valueSealed) : null;
}
