import { newId } from '#server/db/keyring.ts';
import { holdEntry } from '#server/db/queries/directory-desk.ts';
import { agenciesOf } from '#server/db/queries/people.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { formOf, type EntryForm } from '../domain/entry-form.ts';
import { entryFrom, newEntry } from '../domain/entry-from.ts';
import { entryIn, type SentEntry } from '../entry-schema.ts';
import { changeEntry, entryOf, freeSlug, loadEntry, ownedOf } from './desk-entry.ts';

export type Agency = { id: string; name: string };
/** A form to fill in: what stands in it, which version it is of, and whose the entry may be. */
export type DeskForm = { form: EntryForm; base: number; agency: string; isShown: boolean; agencies: Agency[] };

const agencies = async (ctx: Ctx<WorkerActor>): Promise<Agency[]> => (await agenciesOf(ctx.db)).map(({ id, name }) => ({ id, name }));

/** The form for a new entry. */
export async function readNew(ctx: Ctx<WorkerActor>): Promise<DeskForm> {
	const form = formOf(newEntry({ newId: () => newId(ctx.now), today: londonDay(ctx.now) }));
	return { form, base: 0, agency: '', isShown: true, agencies: await agencies(ctx) };
}

/** The form of one entry of this hub. @throws NotYours for another's, and for one that a feed brings: it is changed there. */
export async function readEdit(ctx: Ctx<WorkerActor>, id: string): Promise<DeskForm & { name: string; isFed: boolean }> {
	const row = await loadEntry(ctx.db, id);
	const entry = entryOf(row);
	return {
		form: formOf(entry),
		base: row.version,
		agency: row.agencyId ?? '',
		isShown: ownedOf(row).isShown,
		agencies: await agencies(ctx),
		name: entry.service.name,
		isFed: row.sourceId !== null
	};
}

/** Adds an entry to the directory, looked after by this hub and looked at today. */
export async function addEntry(ctx: Ctx<WorkerActor>, sent: SentEntry): Promise<Outcome> {
	const { db, actor } = ctx;
	const known = await agencies(ctx);
	if (sent.agency && !known.some(({ id }) => id === sent.agency)) return refuse('agency', 'entries.field.choose');
	const made = { newId: () => newId(ctx.now), today: londonDay(ctx.now) };
	const entry = { ...entryFrom(entryIn(sent), newEntry(made), made), checkedOn: made.today };
	const owned = {
		sourceId: null,
		agencyId: sent.agency || null,
		slug: await freeSlug(db, entry.service.name),
		isShown: sent.shown === 'yes',
		isAccredited: false
	};
	await changeEntry(db, entry, owned, null, { madeBy: 'hub', workerId: actor.id, agencyId: null });
	ctx.about({ objectId: entry.service.id });
	return { go: `/console/directory/${entry.service.id}` };
}

/**
 * Changes an entry of this hub; whoever fills in the whole form has looked at it, so it counts as checked today. Refused where somebody else changed it since the form was opened.
 * @throws NotYours for another hub's entry
 */
export async function saveEntry(ctx: Ctx<WorkerActor>, id: string, sent: SentEntry): Promise<Outcome> {
	const { db, actor } = ctx;
	await holdEntry(db, id);
	const row = await loadEntry(db, id);
	ctx.about({ objectId: id });
	if (row.sourceId) return refuse('form', 'entries.fed');
	if (row.version !== sent.base) return refuse('form', 'entries.error.since');
	if (sent.agency && !(await agencies(ctx)).some((each) => each.id === sent.agency)) return refuse('agency', 'entries.field.choose');
	const today = londonDay(ctx.now);
	const entry = { ...entryFrom(entryIn(sent), entryOf(row), { newId: () => newId(ctx.now), today }), checkedOn: today };
	const owned = { ...ownedOf(row), agencyId: sent.agency || null, isShown: sent.shown === 'yes' };
	await changeEntry(db, entry, owned, row, { madeBy: 'hub', workerId: actor.id, agencyId: null });
	return { go: `/console/directory/${id}` };
}
