import { ownChoices } from '#server/db/queries/contact.ts';
import type { Draft } from '../domain/choices.ts';
import { heldWays, type PersonCtx } from './own-choices.ts';

/** Half an hour: what was half answered is gone then. */
const minutesGood = 30;
const place = (person: string) => ({ table: 'draft', column: 'contact', row: person });

/** Seals the answers so far for the next page: with her own key, so that it opens for nobody else and on no other page; the device can read nothing of it (S-14). */
export async function sealDraft({ db, actor, now }: PersonCtx, draft: Draft): Promise<string> {
	const text = JSON.stringify({ draft, at: now.toISOString() });
	return (await db.keys.seal({ kind: 'person', id: actor.id }, place(actor.id), text)).toString('base64url');
}

/** Opens the answers so far. @returns null when there are none, they are older than half an hour, or not hers. */
export async function openDraft({ db, actor, now }: PersonCtx, sealed: string | undefined): Promise<Draft | null> {
	if (!sealed) return null;
	const text = await db.keys.open({ kind: 'person', id: actor.id }, place(actor.id), Buffer.from(sealed, 'base64url'));
	if (text === null) return null;
	const { draft, at } = JSON.parse(text) as { draft: Draft; at: string };
	const age = now.getTime() - Date.parse(at);
	return age >= 0 && age <= minutesGood * 60_000 ? draft : null;
}

/** Where answering begins: with what she chose last, so that "Continue" on every page changes nothing. */
export async function freshDraft(ctx: PersonCtx): Promise<Draft> {
	const row = await ownChoices(ctx.db, ctx.actor.id);
	if (!row) return { from: 0 };
	const chosen = (await heldWays(ctx, row.chosen ?? [])).filter(({ isChosen }) => isChosen);
	const [window] = row.hours ?? [];
	return {
		from: row.version,
		...(row.mayContact !== 'unasked' && { may: row.mayContact }),
		ways: [...new Set(chosen.map(({ kind }) => kind))].map((kind) => ({ kind, value: '', seen: 'me' })),
		when: row.hours === null ? 'office' : window ? 'own' : 'ask',
		...(window && { window }),
		voicemail: row.voicemail,
		sayWho: row.sayWho,
		hardNews: row.hardNews,
		...(row.withheld && { withheld: row.withheld })
	};
}
