import { referencesOf } from '#server/db/queries/cases.ts';
import { addHidden } from '#server/db/queries/own.ts';
import { newId } from '#server/db/keyring.ts';
import type { Outcome } from '#server/http/ctx.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import type { Line } from '../domain/sentences.ts';
import { askOnce } from './ask-once.ts';
import { openCase, type OwnCase, type PersonCtx } from './own-case.ts';

/** What "This is not about me" is about. `line` and `agency` are what the page says of it, so that nobody hides the wrong thing. */
export type Hideable = { what: 'all' | 'event' | 'reference'; line: Line | null; agency: string | null };

/** Finds what somebody wants to hide. @throws NotYours where it is not on her page. */
export async function readHideable(ctx: PersonCtx, caseId: string, thing: string): Promise<Hideable> {
	return found(ctx, await openCase(ctx, caseId), thing);
}

async function found({ db }: PersonCtx, { row, view, hidden }: OwnCase, thing: string): Promise<Hideable> {
	if (thing === 'all') return { what: 'all', line: null, agency: null };
	const entry = view.timeline.find(({ id }) => id === thing);
	if (entry) return { what: 'event', line: entry.title, agency: entry.hidden === 'shown' ? entry.sourceName : null };
	const references = await referencesOf(db, [row.id]);
	const reference = references.find(({ id }) => id === thing && !hidden.some(({ referenceId }) => referenceId === id));
	if (!reference) throw new NotYours();
	return { what: 'reference', line: null, agency: reference.agencyName };
}

/**
 * "This is not about me" (P13): hides it from every page of this person in this request, and makes an urgent task for today. Nothing is deleted; the console unlinks and finds out
 * who saw what. @throws NotYours.
 */
export async function hideEvent(ctx: PersonCtx, caseId: string, thing: string): Promise<Outcome> {
	const { db, actor, now } = ctx;
	const { what } = await found(ctx, await openCase(ctx, caseId), thing);
	const eventId = what === 'event' ? thing : null;
	const referenceId = what === 'reference' ? thing : null;
	await addHidden(db, { id: newId(now), hubId: db.hub, caseId, personId: actor.id, eventId, referenceId, at: now });
	await askOnce(ctx, caseId, { kind: 'not_about_me', about: `${what}.${thing}`, eventId, isUrgent: true, dueOn: londonDay(now) });
	return { go: what === 'all' ? '/my?done=hidden_all' : `/my/updates/${caseId}?done=hidden` };
}
