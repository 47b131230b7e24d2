import { randomUUID } from 'node:crypto';
import { atDoor, type Door } from '#server/auth/door.ts';
import { networkKey, networkWait } from '#server/auth/slow-down.ts';
import { openUntil, sealUntil } from '#server/auth/ticket.ts';
import { newId } from '#server/db/keyring.ts';
import { addFailure } from '#server/db/queries/door.ts';
import { addSelfReferral, idOfForm, keepAgain, sendKept } from '#server/db/queries/self-referrals.ts';
import { refuse, type Issue } from '#server/http/ctx.ts';
import type { HubId } from '#shared/ids.ts';
import { isUrgent, type Asked, type Draft } from '../domain/asked.ts';
import { inTouchBy, type Office } from '#shared/office.ts';
import { hashOfWords, wordsOfForm } from './four-words.ts';
import { sealSaid } from '#server/crypto/said-at-door.ts';

/** Seals the answers so far for the next page: the device can read nothing of them, and in half an hour they are gone (S-14). */
export const sealDraft = ({ db, now }: Door, draft: Draft): string => sealUntil(db.provider, 'help', now, draft);
/** Opens the answers so far; begins anew where there are none. */
export const openDraft = ({ db, now }: Door, sealed: string | undefined): Draft =>
	openUntil<Draft>(db.provider, 'help', now, sealed) ?? { once: randomUUID() };

/** What the last page says: the four words, until when we are in touch, and over which way as whom. */
export type Sent = { words: string; by: string; way: NonNullable<Asked['way']>; name: string | null };
export const sealSent = ({ db, now }: Door, sent: Sent): string => sealUntil(db.provider, 'help-sent', now, sent);
export const openSent = ({ db, now }: Door, sealed: string | undefined): Sent | null =>
	openUntil<Sent>(db.provider, 'help-sent', now, sealed);
export const sealKept = ({ db, now }: Door, words: string): string => sealUntil(db.provider, 'help-kept', now, { words });
export const openKept = ({ db, now }: Door, sealed: string | undefined): { words: string } | null =>
	openUntil<{ words: string }>(db.provider, 'help-kept', now, sealed);

type Refused = { refused: readonly Issue[] };
const asked = ({ once: _, lang: __, ...said }: Draft): Asked => said;

/** Whoever sends again and again from one network is slowed down, and nothing is lost by it. */
async function slowed(door: Door, hub: HubId): Promise<Refused | null> {
	const network = networkKey(door, 'asks');
	const wait = await atDoor(door, hub, async ({ db }) => {
		const seconds = await networkWait(db, { network });
		if (seconds === 0) await addFailure(db, network);
		return seconds;
	});
	return wait > 0 ? refuse('form', 'accounts.wait', { count: wait }) : null;
}

/**
 * Sends what somebody asks for (T10: no police, no number; P14: two answers are needed, no name). One transaction with the hub's event; sent twice is one, with the same four words.
 * @returns what the last page says.
 */
export async function sendAsk(
	door: Door,
	hub: HubId,
	draft: Draft & { way: NonNullable<Asked['way']> },
	office: Office
): Promise<Sent | Refused> {
	const wait = await slowed(door, hub);
	if (wait) return wait;
	const { db, now, lang } = door;
	const words = wordsOfForm(db.provider, draft.once, draft.lang ?? lang);
	const by = inTouchBy(now, office, isUrgent(draft));
	await atDoor(door, hub, async (ctx) => {
		const text = JSON.stringify(asked(draft));
		const kept = await idOfForm(ctx.db, draft.once);
		const id = kept ?? newId(now);
		const sent = { way: draft.way, wordsSealed: sealSaid(db.provider, 'words', id, text), dueAt: by, lang };
		const isNew = kept
			? (await sendKept(ctx.db, draft.once, sent)) !== undefined
			: await addSelfReferral(ctx.db, {
					...{ id, hubId: hub, source: 'self', once: draft.once, ...sent, state: 'waiting', madeAt: now, movedAt: now },
					codeHash: hashOfWords(db.provider, words)
				});
		if (!isNew) return;
		ctx.record({ action: 'ask.sent', objectId: id });
		ctx.emit('help.asked', { ask: id, urgent: isUrgent(draft) ? 'yes' : 'no', by: by.toISOString() });
	});
	return { words, by: by.toISOString(), way: draft.way, name: draft.name ?? null };
}

/** Keeps half of it for whoever asked for four words to come back with (P14). Nobody here reads it before it is sent. @returns the words */
export async function keepDraft(door: Door, hub: HubId, draft: Draft): Promise<{ words: string } | Refused> {
	const wait = await slowed(door, hub);
	if (wait) return wait;
	const { db, now, lang } = door;
	const spoken = draft.lang ?? lang;
	const words = wordsOfForm(db.provider, draft.once, spoken);
	await atDoor(door, hub, async (ctx) => {
		const id = (await idOfForm(ctx.db, draft.once)) ?? newId(now);
		const wordsSealed = sealSaid(db.provider, 'words', id, JSON.stringify({ ...draft, lang: spoken }));
		const row = { id, hubId: hub, source: 'self', once: draft.once, lang, way: draft.way ?? null, wordsSealed, state: 'draft' } as const;
		if (await addSelfReferral(ctx.db, { ...row, codeHash: hashOfWords(db.provider, words), madeAt: now, movedAt: now }))
			ctx.record({ action: 'ask.sent', objectId: id, reason: 'kept' });
		else await keepAgain(ctx.db, draft.once, wordsSealed);
	});
	return { words };
}
