import { newId } from '#server/db/keyring.ts';
import {
	addVersion,
	endOwnWaiting,
	entriesOfAgency,
	entryOfAgency,
	versionsOf,
	waitingVersion,
	type AgencyRow,
	type EntryRow
} from '#server/db/queries/directory-desk.ts';
import { refuse, type Ctx, type Outcome } from '#server/http/ctx.ts';
import type { AgencyActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import { diffOf, type Change } from '../domain/diff.ts';
import { formOf, type EntryForm } from '../domain/entry-form.ts';
import { entryFrom } from '../domain/entry-from.ts';
import { isStale } from '../domain/stale.ts';
import { entryIn, type SentEntry } from '../entry-schema.ts';
import { entryOf, recordOf } from './desk-entry.ts';

export type OwnEntry = AgencyRow & { isStale: boolean };
/** A partner's own entries: live, waiting for the hub or sent back with a note; and those nobody has agreed with them for over a year. */
export async function listOwn({ db, actor, now }: Ctx<AgencyActor>): Promise<OwnEntry[]> {
	const rows = await entriesOfAgency(db, actor.agency);
	return rows.map((row) => ({ ...row, isStale: isStale(row.assuredOn, londonDay(now)) }));
}

async function own({ db, actor, now }: Ctx<AgencyActor>, id: string): Promise<EntryRow> {
	const row = await entryOfAgency(db, actor.agency, id, londonDay(now));
	if (!row) throw new NotYours();
	return row;
}

export type OwnPage = {
	id: string;
	name: string;
	isShown: boolean;
	isFed: boolean;
	slug: string;
	assuredOn: string | null;
	isStale: boolean;
	base: number;
	form: EntryForm;
	/** What they asked for and the hub has not decided yet, beside the entry as it is. */
	waiting: { madeAt: string; changes: Change[] } | null;
	/** Why the last change was sent back, where nothing was asked since. */
	sentBack: { at: string; note: string } | null;
};

/** One of a partner's own entries with its form, filled with what they asked for where that waits. @throws NotYours for another's (T22) */
export async function readOwn(ctx: Ctx<AgencyActor>, id: string): Promise<OwnPage> {
	const row = await own(ctx, id);
	const entry = entryOf(row);
	const asked = (await versionsOf(ctx.db, id)).filter(({ madeBy, state }) => madeBy === 'agency' && state !== 'replaced');
	const waiting = asked.find(({ state }) => state === 'waiting') ?? null;
	const last = waiting ?? asked[0];
	return {
		id,
		name: entry.service.name,
		isShown: row.isShown,
		isFed: row.sourceId !== null,
		slug: row.slug,
		assuredOn: row.assuredOn,
		isStale: isStale(row.assuredOn, londonDay(ctx.now)),
		base: row.version,
		form: formOf(waiting ? recordOf(waiting) : entry),
		waiting: waiting && { madeAt: waiting.madeAt.toISOString(), changes: diffOf(entry, recordOf(waiting)) },
		sentBack: last?.state === 'refused' ? { at: (last.decidedAt ?? last.madeAt).toISOString(), note: last.note ?? '' } : null
	};
}

/**
 * Says what the entry should be. It changes nothing but waits for the hub (T22); a newer wish takes the place of one that waits. Written on the version it was opened on: the
 * hub is told when the entry changed in between. @throws NotYours for another's entry
 */
export async function propose(ctx: Ctx<AgencyActor>, id: string, sent: SentEntry): Promise<Outcome> {
	const { db, actor } = ctx;
	const row = await own(ctx, id);
	ctx.about({ objectId: id });
	if (row.sourceId) return refuse('form', 'entries.fed');
	if (row.version !== sent.base) return refuse('form', 'entries.error.since');
	const waiting = await waitingVersion(db, id);
	const entry = entryOf(row);
	const record = entryFrom(entryIn(sent), waiting ? recordOf(waiting) : entry, { newId: () => newId(ctx.now), today: londonDay(ctx.now) });
	if (diffOf(entry, record).length === 0) return refuse('form', 'entries.error.nothing');
	if (waiting) await endOwnWaiting(db, actor.agency, id, 'replaced');
	await addVersion(db, {
		...{
			id: newId(ctx.now),
			keptBy: db.hub,
			serviceId: id,
			agencyId: actor.agency,
			state: 'waiting',
			madeBy: 'agency',
			workerId: actor.id
		},
		base: waiting?.base ?? row.version,
		record: record as unknown as Record<string, unknown>,
		madeAt: ctx.now
	});
	ctx.emit('service.proposed', { service: id });
	return { go: `/agency/services/${id}` };
}

/** Takes back what they asked for, as long as the hub has not decided. @throws NotYours for another's entry */
export async function takeBack(ctx: Ctx<AgencyActor>, id: string): Promise<Outcome> {
	await own(ctx, id);
	ctx.about({ objectId: id, reason: 'taken_back' });
	if (!(await endOwnWaiting(ctx.db, ctx.actor.agency, id, 'taken_back'))) return refuse('form', 'entries.error.decided');
	ctx.emit('service.proposed', { service: id });
	return { go: `/agency/services/${id}` };
}

/** Says that the entry is still right. No word of it changes, so nobody has to agree: a job sets the day. @throws NotYours for another's entry */
export async function sayStillRight(ctx: Ctx<AgencyActor>, id: string): Promise<Outcome> {
	await own(ctx, id);
	ctx.about({ objectId: id, reason: 'assured' });
	if (await waitingVersion(ctx.db, id)) return refuse('form', 'entries.error.waits');
	ctx.emit('service.assured', { service: id, agency: ctx.actor.agency, worker: ctx.actor.id, day: londonDay(ctx.now) });
	return { go: `/agency/services?thanks=${id}` };
}
