import { newId } from '#server/db/keyring.ts';
import type { Tx } from '#server/db/as.ts';
import { addAccreditation, endAccreditation, setQualities } from '#server/db/queries/directory-care.ts';
import { holdEntry, type EntryRow } from '#server/db/queries/directory-desk.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import type { Accredit } from '../entry-schema.ts';
import { rowsOfEntry } from './entry-rows.ts';
import { entryOf, loadEntry, ownedOf } from './desk-entry.ts';

/** Where these entries stand in their lists today, as far as that is another place than before. @returns how many moved */
export async function rankAgain(db: Tx, rows: readonly EntryRow[]): Promise<number> {
	const today = londonDay(db.now);
	const moved = rows.flatMap((row) => {
		const { service } = rowsOfEntry(entryOf(row), { ...ownedOf(row) }, today);
		return service.quality === row.quality ? [] : [{ id: row.id, quality: service.quality, contentHash: service.contentHash }];
	});
	await setQualities(db, moved);
	return moved.length;
}

/** The name of the entry that a supervisor is about to accredit. @throws NotYours for another hub's */
export async function readAccredit(ctx: Ctx<WorkerActor>, id: string): Promise<{ name: string; today: string }> {
	return { name: entryOf(await loadEntry(ctx.db, id)).service.name, today: londonDay(ctx.now) };
}

/** Records that a service meets criteria, who found so on what evidence, and until when (T40). It ends by itself the day after. @throws NotYours for another hub's */
export async function accredit(ctx: Ctx<WorkerActor>, id: string, found: Accredit): Promise<Outcome> {
	const { db, actor } = ctx;
	await holdEntry(db, id);
	await loadEntry(db, id);
	if (found.until < londonDay(ctx.now)) return refuse('until-day', 'entries.error.over');
	await addAccreditation(db, { id: newId(ctx.now), keptBy: db.hub, serviceId: id, ...found, madeAt: ctx.now, madeBy: actor.id });
	await rankAgain(db, [await loadEntry(db, id)]);
	ctx.about({ objectId: id, reason: 'given' });
	return { go: `/console/directory/${id}` };
}

/** Ends an accreditation before its day. @throws NotYours for another hub's */
export async function endAccredited(ctx: Ctx<WorkerActor>, id: string, accreditationId: string): Promise<Outcome> {
	const { db, actor } = ctx;
	await holdEntry(db, id);
	await loadEntry(db, id);
	ctx.about({ objectId: id, reason: 'ended' });
	if (!(await endAccreditation(db, id, accreditationId, actor.id))) return refuse('form', 'entries.error.again');
	await rankAgain(db, [await loadEntry(db, id)]);
	return { go: `/console/directory/${id}` };
}
