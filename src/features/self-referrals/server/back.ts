import { atDoor, type Door } from '#server/auth/door.ts';
import { networkKey, networkWait } from '#server/auth/slow-down.ts';
import { openUntil, sealUntil } from '#server/auth/ticket.ts';
import { addFailure } from '#server/db/queries/door.ts';
import { askByCode, askForOwner, changeOwnAsk, joinAsk, type OwnAskRow } from '#server/db/queries/self-referrals.ts';
import { refuse, type Issue, type Outcome } from '#server/http/ctx.ts';
import type { HubId } from '#shared/ids.ts';
import type { Asked, Draft } from '../domain/asked.ts';
import type { AnswerForm } from '../schema.ts';
import { answers } from './answer-step.ts';
import { hashOfWords } from './four-words.ts';
import { openSaid, sealSaid } from '#server/crypto/said-at-door.ts';

type Refused = { refused: readonly Issue[]; wait?: number };
/** Right words: the answers so far of a half-filled form, or which one was sent. */
export type CameBack = { draft: Draft } | { id: string } | Refused;

const sealBack = ({ db, now }: Door, id: string): string => sealUntil(db.provider, 'help-back', now, { id });
const openBack = ({ db, now }: Door, sealed: string | undefined): string | null =>
	openUntil<{ id: string }>(db.provider, 'help-back', now, sealed)?.id ?? null;
export { openBack, sealBack };

/** Finds what belongs to four words. One answer for words that are none, wrong, or of another hub; every wrong try slows that network (S-03). */
export async function comeBack(door: Door, hub: HubId, typed: string): Promise<CameBack> {
	const { provider } = door.db;
	const network = networkKey(door, 'words');
	const found = await atDoor(door, hub, async ({ db, record }) => {
		const wait = await networkWait(db, { network });
		if (wait > 0) return { wait };
		const row = await askByCode(db, hashOfWords(provider, typed));
		if (row) record({ action: 'ask.opened', objectId: row.id });
		else await addFailure(db, network);
		return { row };
	});
	if ('wait' in found) return { ...refuse('code', 'accounts.wait', { count: found.wait ?? 0 }), wait: found.wait ?? 0 };
	if (!found.row) return refuse('code', 'ask.back.wrong');
	const { id, state, wordsSealed } = found.row;
	if (state !== 'draft') return { id };
	const text = openSaid(provider, 'words', id, wordsSealed);
	return text === null ? refuse('form', 'ask.back.unreadable') : { draft: JSON.parse(text) as Draft };
}

/** What its owner reads: where it stands, what they said about being answered, our answer, and what they wrote once more. Null in a field: cannot be read now; '' is nothing. */
export type OwnAsk = {
	state: OwnAskRow['state'];
	by: string | null;
	asked: Asked | null;
	answer: string | null;
	answeredAt: string | null;
	more: string | null;
};

/** Reads one for whoever proved its words; null where it is gone. */
export async function readOwnAsk(door: Door, hub: HubId, id: string): Promise<OwnAsk | null> {
	const row = await atDoor(door, hub, ({ db }) => askForOwner(db, id));
	if (!row || row.state === 'draft') return null;
	const { provider } = door.db;
	const words = openSaid(provider, 'words', id, row.wordsSealed);
	return {
		...{ state: row.state, by: row.dueAt?.toISOString() ?? null, answeredAt: row.answeredAt?.toISOString() ?? null },
		asked: words === null ? null : (JSON.parse(words) as Asked),
		answer: row.answerSealed ? openSaid(provider, 'answer', id, row.answerSealed) : '',
		more: row.moreSealed ? openSaid(provider, 'more', id, row.moreSealed) : ''
	};
}

const yours = '/get-help/yours';
async function change(door: Door, hub: HubId, id: string, what: string, set: Parameters<typeof changeOwnAsk>[2]): Promise<Outcome> {
	const isDone = await atDoor(door, hub, async ({ db, record, emit }) => {
		if (!(await changeOwnAsk(db, id, set))) return false;
		record({ action: 'ask.changed', objectId: id, reason: what });
		emit('help.changed', { ask: id, what });
		return true;
	});
	return isDone ? { go: `${yours}?done=${what}` } : refuse('form', 'ask.error.closed');
}

/** Writes once more, and once only (P14). */
export const writeMore = (door: Door, hub: HubId, id: string, more: string): Promise<Outcome> =>
	change(door, hub, id, 'more', { moreSealed: sealSaid(door.db.provider, 'more', id, more) });

/** Changes how they are answered; everything else they said stays. */
export async function changeAnswer(door: Door, hub: HubId, id: string, form: AnswerForm): Promise<Outcome> {
	const own = await readOwnAsk(door, hub, id);
	if (!own?.asked) return refuse('form', 'ask.back.unreadable');
	const { once: _, ...said } = answers.answer({ ...own.asked, once: '' }, form);
	return change(door, hub, id, 'answer', {
		way: form.way,
		wordsSealed: sealSaid(door.db.provider, 'words', id, JSON.stringify({ ...said, since: door.now.toISOString() }))
	});
}

/** Takes it back: nobody is in touch, and nothing of it is used. */
export const cancelAsk = (door: Door, hub: HubId, id: string): Promise<Outcome> =>
	change(door, hub, id, 'cancelled', { state: 'cancelled' });

/** Joins it to the page of whoever is signed in and types its words: by them alone, and nobody else (journey 4 step 11). */
export async function joinByWords(door: Door, hub: HubId, personId: string, typed: string): Promise<{ joined: true } | Refused> {
	const network = networkKey(door, 'words');
	const out = await atDoor(door, hub, async ({ db, record, emit }) => {
		const wait = await networkWait(db, { network });
		if (wait > 0) return { wait };
		const id = await joinAsk(db, hashOfWords(door.db.provider, typed), personId);
		if (!id) return addFailure(db, network).then(() => ({ wait: 0 }));
		record({ action: 'ask.joined', objectId: id, personId });
		emit('help.changed', { ask: id, what: 'joined' });
		return { wait: null };
	});
	if (out.wait === null) return { joined: true };
	return out.wait > 0 ? refuse('code', 'accounts.wait', { count: out.wait }) : refuse('code', 'ask.back.wrong');
}
