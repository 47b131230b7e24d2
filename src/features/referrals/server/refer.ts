import { participantsOf } from '#server/db/queries/cases.ts';
import { newId } from '#server/db/keyring.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { addConsent, addReferral, addReferralMove, addReferralText, hasOpenTo } from '#server/db/queries/referrals.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { Preference } from '#features/contact/domain/preference.ts';
import { isSafe } from '#features/contact/domain/ways.ts';
import { NotYours } from '#shared/faults.ts';
import type { Lang } from '#shared/lang.ts';
import { ageBandOf, fields, lastDayOf, textToSend, wordingVersion, type Facts, type SentLine } from '../domain/consent.ts';
import type { ReferForm } from '../schema.ts';
import { offersFor, type Offer, type Wanted } from './offers.ts';

type WorkerCtx = Ctx<WorkerActor>;
/** What other rooms know of the person; the route hands it over: the gate's, what makes it easier, and what she said would help. */
export type Asked = {
	personId: string;
	name: string | null;
	lang: Lang;
	preference: Preference;
	easier: { codes: readonly string[]; spoken: string | null; words: string | null } | null;
	wanted: Wanted;
};

/** `chosen`: the service the worker looks at now, with the exact lines it would get. */
export type ReferPage = { name: string | null; offers: Offer[]; chosen: (Offer & { lines: SentLine[] }) | null; hasSafeWay: boolean };

/** Whether an agency could reach this person at all: she said yes, over a way that is safe, checked and not paused. Otherwise nothing is sent, and nothing waits (S-24). */
export const hasSafeWay = ({ died, mayContact, ways }: Preference): boolean => !died && mayContact === 'yes' && ways.some(isSafe);

async function inCase({ db }: WorkerCtx, caseId: string, personId: string): Promise<void> {
	const parts = await participantsOf(db, [caseId]);
	if (!parts.some((part) => part.personId === personId)) throw new NotYours();
}

async function factsOf({ db, now }: WorkerCtx, { personId, name, lang, preference, easier, wanted }: Asked, offer: Offer): Promise<Facts> {
	const [row] = await personsOf(db, [personId]);
	const born = row?.bornSealed ? await openAt(db.keys, sealedPlaces.personBorn(personId), row.bornSealed) : null;
	const ways = [...new Set(preference.ways.filter(isSafe).map(({ kind }) => kind))];
	return {
		...{ name, ways, area: row?.area ?? null, age: ageBandOf(born, now), line: null },
		easier: [`speaks_${easier?.spoken ?? lang}`, ...(easier?.codes ?? [])],
		easierWords: easier?.words || null,
		needs: wanted.needs.filter((need) => offer.needs.includes(need))
	};
}

/** The page on which a worker asks a partner to help: whom we can ask, the best first, and why not others; of the chosen one the exact lines. @throws NotYours for somebody who is not in this case. */
export async function readRefer(ctx: WorkerCtx, caseId: string, asked: Asked, serviceId?: string): Promise<ReferPage> {
	await inCase(ctx, caseId, asked.personId);
	const offers = await offersFor(ctx, asked.personId, asked.wanted);
	const chosen = offers.find((each) => each.serviceId === serviceId && each.offer === 'offered');
	return {
		...{ name: asked.name, offers, hasSafeWay: hasSafeWay(asked.preference) },
		chosen: chosen ? { ...chosen, lines: textToSend(fields, await factsOf(ctx, asked, chosen)) } : null
	};
}

/**
 * Asks the person whether we may share, on her page; or, where she said yes to the worker, sends at once. Refused, and nothing waits: without a safe way, to a service that cannot be
 * asked, or where one is open to this agency already. @throws NotYours for somebody who is not in this case.
 */
export async function refer(ctx: WorkerCtx, caseId: string, asked: Asked, form: ReferForm): Promise<Outcome> {
	const { db, now, actor } = ctx;
	const { personId } = asked;
	await inCase(ctx, caseId, personId);
	if (!hasSafeWay(asked.preference)) return refuse('form', 'share.error.noSafeWay');
	const row = (await offersFor(ctx, personId, asked.wanted)).find(({ serviceId }) => serviceId === form.service);
	if (row?.offer !== 'offered') return refuse('service', 'share.error.notOffered');
	if (await hasOpenTo(db, personId, row.agencyId)) return refuse('service', 'share.error.twice');
	const [id, consentId] = [newId(now), newId(now)];
	const isAsked = form.how === 'ask';
	const lines = textToSend(form.field, await factsOf(ctx, asked, row));
	const given = form.how === 'ask' ? {} : { givenBy: form.how, givenAt: now, endsOn: lastDayOf(now) };
	const noteSealed = form.note ? await sealAt(db.keys, sealedPlaces.consentNote(personId, consentId), form.note) : null;
	await db.keys.make({ kind: 'referral', id });
	await addConsent(db, {
		...{ id: consentId, hubId: db.hub, personId, agencyId: row.agencyId, fields: form.field, wording: wordingVersion, lang: asked.lang },
		...{
			noteSealed,
			recordedBy: actor.id,
			askedAt: now,
			need: asked.wanted.needs.find((need) => row.needs.includes(need)) ?? row.needs[0] ?? null
		},
		...given
	});
	const state = isAsked ? 'draft' : 'sent';
	await addReferral(db, {
		...{
			id,
			hubId: db.hub,
			caseId,
			personId,
			agencyId: row.agencyId,
			serviceId: row.serviceId,
			consentId,
			state,
			forceArea: asked.wanted.area
		},
		...{ madeAt: now, madeBy: actor.id, sentAt: isAsked ? null : now, movedAt: now }
	});
	const linesSealed = await sealAt(db.keys, sealedPlaces.referralLines(id), JSON.stringify(lines));
	await addReferralText(db, { id, hubId: db.hub, linesSealed, madeAt: now });
	if (!isAsked)
		await addReferralMove(db, {
			id: newId(now),
			hubId: db.hub,
			referralId: id,
			move: 'send',
			toState: 'sent',
			mover: 'hub',
			workerId: actor.id,
			at: now
		});
	ctx.about({ caseId, personId, objectId: id, reason: form.how });
	return { go: `/console/referrals/${id}` };
}
