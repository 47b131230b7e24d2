import { participantsOf } from '#server/db/queries/cases.ts';
import { newId } from '#server/db/keyring.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { addConsent, addReferral, addReferralMove, addReferralText, hasOpenTo } from '#server/db/queries/referrals.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Issue, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { Preference } from '#features/contact/domain/preference.ts';
import { isSafe } from '#features/contact/domain/ways.ts';
import { NotYours } from '#shared/faults.ts';
import type { Lang } from '#shared/lang.ts';
import {
	ageBandOf,
	fields,
	isLive,
	lastDayOf,
	textToSend,
	wordingVersion,
	type Facts,
	type Field,
	type Giver,
	type SentLine
} from '../domain/consent.ts';
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
	const { now } = ctx;
	const { personId } = asked;
	const row = await askable(ctx, caseId, asked, form.service);
	if ('refused' in row) return row;
	const given = form.how === 'ask' ? null : { by: form.how, at: now };
	const need = asked.wanted.needs.find((each) => row.needs.includes(each)) ?? row.needs[0] ?? null;
	const lines = textToSend(form.field, await factsOf(ctx, asked, row));
	const request = { caseId, personId, offer: row, fields: form.field, need, lang: asked.lang, lines, given, note: form.note };
	const id = await addRequest(ctx, { ...request, area: asked.wanted.area });
	ctx.about({ caseId, personId, objectId: id, reason: form.how });
	return { go: `/console/referrals/${id}` };
}

type Request = {
	caseId: string;
	personId: string;
	offer: Offer;
	fields: Field[];
	need: string | null;
	lang: string;
	lines: SentLine[];
	/** Null: she is asked on her page. */
	given: { by: Giver; at: Date } | null;
	note: string;
	area: string | null;
};

/** Keeps a request with its permission and its lines under a key of its own; sends it where she said yes already. @returns its id */
async function addRequest(ctx: WorkerCtx, request: Request): Promise<string> {
	const { db, now, actor } = ctx;
	const { caseId, personId, offer, fields, need, lang, lines, given, note, area } = request;
	const [id, consentId] = [newId(now), newId(now)];
	const noteSealed = note ? await sealAt(db.keys, sealedPlaces.consentNote(personId, consentId), note) : null;
	await db.keys.make({ kind: 'referral', id });
	await addConsent(db, {
		...{ id: consentId, hubId: db.hub, personId, agencyId: offer.agencyId, fields, wording: wordingVersion, lang, need },
		...{ noteSealed, recordedBy: actor.id, askedAt: given?.at ?? now },
		...(given && { givenBy: given.by, givenAt: given.at, endsOn: lastDayOf(given.at) })
	});
	await addReferral(db, {
		...{ id, hubId: db.hub, caseId, personId, agencyId: offer.agencyId, serviceId: offer.serviceId, consentId, forceArea: area },
		...{ state: given ? 'sent' : 'draft', madeAt: now, madeBy: actor.id, sentAt: given ? now : null, movedAt: now }
	});
	const linesSealed = await sealAt(db.keys, sealedPlaces.referralLines(id), JSON.stringify(lines));
	await addReferralText(db, { id, hubId: db.hub, linesSealed, madeAt: now });
	const sent = { move: 'send', toState: 'sent', mover: 'hub', workerId: actor.id, at: now } as const;
	if (given) await addReferralMove(db, { ...sent, id: newId(now), hubId: db.hub, referralId: id });
	return id;
}

/** One text that she read and agreed to on her own page, word for word, and when. */
export type Agreed = { text: string; lang: string; at: Date };

/**
 * Sends a text that she agreed to on her own page, and nothing else of her, to a partner's service (T35, P16). Refused without a safe way, to a service that cannot be asked, where one is open to
 * this agency, and where her yes is over. @throws NotYours for somebody who is not in this case.
 */
export async function sendAgreed(
	ctx: WorkerCtx,
	caseId: string,
	asked: Asked,
	serviceId: string,
	{ text, lang, at }: Agreed
): Promise<{ id: string } | { refused: readonly Issue[] }> {
	const { personId } = asked;
	if (!isLive({ givenAt: at, endsOn: lastDayOf(at), endedAt: null }, ctx.now)) return refuse('form', 'restorative.pass.old');
	const offer = await askable(ctx, caseId, asked, serviceId);
	if ('refused' in offer) return offer;
	const request = {
		caseId,
		personId,
		offer,
		fields: ['line' as const],
		need: null,
		lang,
		lines: [{ field: 'line' as const, text }],
		note: ''
	};
	return { id: await addRequest(ctx, { ...request, given: { by: 'person', at }, area: asked.wanted.area }) };
}

/** The service if it can be asked for this person now, and why not otherwise. */
async function askable(ctx: WorkerCtx, caseId: string, asked: Asked, serviceId: string): Promise<Offer | { refused: readonly Issue[] }> {
	await inCase(ctx, caseId, asked.personId);
	if (!hasSafeWay(asked.preference)) return refuse('form', 'share.error.noSafeWay');
	const row = (await offersFor(ctx, asked.personId, asked.wanted)).find((each) => each.serviceId === serviceId);
	if (row?.offer !== 'offered') return refuse('service', 'share.error.notOffered');
	return (await hasOpenTo(ctx.db, asked.personId, row.agencyId)) ? refuse('service', 'share.error.twice') : row;
}
