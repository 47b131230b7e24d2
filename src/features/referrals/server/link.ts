import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { isSameHash } from '#server/auth/codes.ts';
import { atDoor, type Door } from '#server/auth/door.ts';
import { networkKey, networkWait } from '#server/auth/slow-down.ts';
import { openUntil, sealUntil } from '#server/auth/ticket.ts';
import { fourWords, normalWords } from '#server/auth/words.ts';
import { doorHashKey } from '#server/crypto/instance.ts';
import type { KeyProvider } from '#server/crypto/key-provider.ts';
import { newId } from '#server/db/keyring.ts';
import { addFailure } from '#server/db/queries/door.ts';
import {
	addLink,
	countLinkTry,
	linkByToken,
	newestLink,
	openedLink,
	shutLinks,
	type NewestLink
} from '#server/db/queries/referral-links.ts';
import { refuse, type Issue, type Outcome } from '#server/http/ctx.ts';
import type { AgencyActor } from '#server/policy/actor.ts';
import type { AccountId, AgencyId, HubId, WorkerId } from '#shared/ids.ts';
import { isOpenState } from '../domain/referral.ts';
import type { LinkForm } from '../schema.ts';
import { inHub, type WorkerCtx } from './desk.ts';

/** Fourteen days, in milliseconds. */
const life = 14 * 86_400_000;
const mostTries = 5;

const hashOf = (provider: KeyProvider, of: 'token' | 'words', text: string): Buffer =>
	createHmac('sha256', doorHashKey(provider))
		.update(JSON.stringify([`share-link-${of}`, text]))
		.digest();

/**
 * Makes a link to one open request, for a partner without an account, and the four words that must be told another way (P21). Both are returned this once: what is kept opens nothing. An earlier
 * link to the request ends. @throws NotYours in another hub, and for a record that is shut.
 */
export async function makeLink(
	ctx: WorkerCtx,
	id: string,
	{ givenBy, toldBy }: LinkForm
): Promise<{ token: string; words: string } | { refused: readonly Issue[] }> {
	const { db, now, actor, lang } = ctx;
	const row = await inHub(ctx, id);
	ctx.about({ caseId: row.caseId ?? undefined, personId: row.personId, objectId: id, reason: 'made' });
	if (!isOpenState(row.state)) return refuse('form', 'share.error.moved');
	await shutLinks(db, id);
	const [token, words] = [randomBytes(32).toString('base64url'), fourWords(lang, randomInt)];
	await addLink(db, {
		...{ id: newId(now), hubId: db.hub, referralId: id, agencyId: row.agencyId, givenBy, toldBy },
		...{ tokenHash: hashOf(db.provider, 'token', token), wordsHash: hashOf(db.provider, 'words', normalWords(words)) },
		...{ madeBy: actor.id, madeAt: now, endsAt: new Date(now.getTime() + life) }
	});
	return { token, words };
}

/** Ends the link: whoever has it open reads nothing more. @throws NotYours in another hub, and for a record that is shut. */
export async function shutLink(ctx: WorkerCtx, id: string): Promise<Outcome> {
	const row = await inHub(ctx, id);
	ctx.about({ caseId: row.caseId ?? undefined, personId: row.personId, objectId: id, reason: 'shut' });
	return (await shutLinks(ctx.db, id)) ? { go: `/console/referrals/${id}#link` } : refuse('form', 'share.link.gone');
}

export type LinkState = Pick<NewestLink, 'givenBy' | 'toldBy'> & { madeAt: string; endsAt: string; isOpen: boolean; isOpened: boolean };
/** How the newest link to a request stands; null: none was made. For whoever may read the request. */
export async function readLink({ db, now }: WorkerCtx, id: string): Promise<LinkState | null> {
	const link = await newestLink(db, id);
	if (!link) return null;
	const { givenBy, toldBy, madeAt, endsAt, openedAt, shutAt } = link;
	return {
		...{ givenBy, toldBy, madeAt: madeAt.toISOString(), endsAt: endsAt.toISOString() },
		...{ isOpen: shutAt === null && endsAt > now, isOpened: openedAt !== null }
	};
}

type Opened = { ticket: string } | { refused: readonly Issue[]; wait?: number };
/**
 * Opens a link with its words. One answer for a wrong link, wrong words, and one that is over; every wrong try slows that network, and after five the link is shut and the hub told.
 * @returns a sealed ticket, good for half an hour
 */
export async function openLink(door: Door, hub: HubId, token: string, typed: string): Promise<Opened> {
	const { provider } = door.db;
	const network = networkKey(door, 'share-link');
	const out = await atDoor(door, hub, async ({ db, record, emit }) => {
		const wait = await networkWait(db, { network });
		if (wait > 0) return { wait };
		const link = await linkByToken(db, hashOf(provider, 'token', token));
		if (link && isSameHash(link.wordsHash, hashOf(provider, 'words', normalWords(typed)))) {
			await countLinkTry(db, link.id, 'right');
			record({ action: 'share.opened', objectId: link.referralId });
			return { id: link.id };
		}
		await addFailure(db, network);
		if (!link) return {};
		const isLast = link.tries + 1 >= mostTries;
		await countLinkTry(db, link.id, isLast ? 'shut' : 'wrong');
		if (isLast) emit('share.link_shut', { referral: link.referralId });
		return {};
	});
	if (out.id) return { ticket: sealUntil(provider, 'share-link', door.now, { id: out.id }) };
	if (out.wait) return { ...refuse('code', 'accounts.wait', { count: out.wait }), wait: out.wait };
	return refuse('code', 'share.link.wrong');
}

/** Who acts by a link that was opened less than half an hour ago and is open still, and for which request; null where it is not. Row security gives them that one request and nothing else. */
export async function actorOfLink(
	door: Door,
	hub: HubId,
	ticket: string | undefined
): Promise<{ actor: AgencyActor; referral: string } | null> {
	const id = openUntil<{ id: string }>(door.db.provider, 'share-link', door.now, ticket)?.id;
	const link = id && (await atDoor(door, hub, ({ db }) => openedLink(db, id)));
	if (!link) return null;
	const actor = { kind: 'agency', account: link.id as AccountId, id: link.id as WorkerId, hub, agency: link.agencyId as AgencyId } as const;
	return { actor, referral: link.referralId };
}
