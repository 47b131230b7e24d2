import { notMineOf, participantsOf, tellingsOf, type EventRow, type TellingRow } from '#server/db/queries/cases.ts';
import { detachReference, endTasks, eventsUnder, holdAlone, referenceOfEvent, settleNotMine } from '#server/db/queries/console.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { sentencesOf, type Line } from '../domain/sentences.ts';
import { caseInHub } from './case-door.ts';
import { toCaseEvents } from './case-events.ts';
import { readersIn, type CaseReader } from './case-readers.ts';
import { openWrongLink } from './open-wrong-link.ts';
import { noteLook, openReferences, type CaseReference } from './read-case.ts';

type WorkerCtx = Ctx<WorkerActor>;
type NotMineRow = Awaited<ReturnType<typeof notMineOf>>[number];
type Target = { reference: string | null; flags: NotMineRow[] };

/** What stood on whose page, and from when; who was told of it by voice. */
export type SeenLine = { id: string; title: Line; pages: { name: string | null; since: string }[]; toldTo: (string | null)[] };
export type UnlinkPage = {
	reference: CaseReference | null;
	flags: { what: 'reference' | 'event' | 'all'; at: string; by: string | null }[];
	people: (string | null)[];
	seen: SeenLine[];
	/** Events that came under it and never stood on a page. */
	unseen: number;
	isSettled: boolean;
};

/** What is to be unlinked: a reference, or what a person flagged; a flag on an event leads to the reference it came under (P13). */
async function targetOf({ db }: WorkerCtx, caseId: string, thing: string, references: readonly CaseReference[]): Promise<Target> {
	const rows = await notMineOf(db, [caseId]);
	const flag = rows.find(({ id }) => id === thing);
	const cameUnder = await referenceOfEvent(db, caseId);
	const under = (eventId: string | null) => (eventId ? (cameUnder.get(eventId) ?? null) : null);
	const reference = flag ? (flag.referenceId ?? under(flag.eventId)) : (references.find(({ id }) => id === thing)?.id ?? null);
	if (!flag && !reference) throw new NotYours();
	const isSame = (row: NotMineRow) =>
		row === flag || (reference !== null && (row.referenceId === reference || under(row.eventId) === reference));
	return { reference, flags: rows.filter(isSame) };
}

const what = ({ referenceId, eventId }: NotMineRow) => (referenceId ? 'reference' : eventId ? 'event' : 'all');

/** What of it stood on a page or was said: on whose, since when, and to whom by voice. */
function seenLines(rows: readonly EventRow[], tellings: readonly TellingRow[], readers: readonly CaseReader[]): SeenLine[] {
	const views = readers.map((reader) => ({ reader, events: toCaseEvents(rows, tellings, reader.id, reader.hardNews) }));
	return (views[0]?.events ?? []).flatMap((event, at) => {
		const own = views.map((view) => ({ name: view.reader.name, event: view.events[at] }));
		const pages = own.flatMap((one) => (one.event?.publishedAt ? [{ name: one.name, since: one.event.publishedAt }] : []));
		const toldTo = own.filter((one) => one.event?.tellings.some(({ outcome }) => outcome === 'told')).map(({ name }) => name);
		return pages.length || toldTo.length ? [{ id: event.id, title: sentencesOf(event).title, pages, toldTo }] : [];
	});
}

/**
 * The drill for a wrong link (P13, S-26): what came under the reference, what of it stood on whose page and since when, who was told by voice. It reads the same after unlinking:
 * that page, printed, is where the breach record starts. Each person in it is a look, with its reason (P19). Throws NotYours where the case or thing is not of this hub.
 */
export async function readUnlink(ctx: WorkerCtx, caseId: string, thing: string, reason: string): Promise<UnlinkPage> {
	const { db } = ctx;
	await caseInHub(ctx, caseId);
	const references = await openReferences(ctx, caseId);
	const { reference, flags } = await targetOf(ctx, caseId, thing, references);
	const parts = await participantsOf(db, [caseId]);
	noteLook(ctx, caseId, parts, reason);
	const readers = await readersIn(ctx, parts);
	const rows = reference ? (await eventsUnder(db, caseId, reference)).map((row) => ({ ...row, agencyName: null })) : [];
	const seen = seenLines(rows, await tellingsOf(db, [caseId]), readers);
	const held = references.find(({ id }) => id === reference) ?? null;
	return {
		reference: held,
		flags: flags.map((flag) => ({
			what: what(flag),
			at: flag.at.toISOString(),
			by: readers.find(({ id }) => id === flag.personId)?.name ?? null
		})),
		people: readers.map(({ name }) => name),
		seen,
		unseen: rows.length - seen.length,
		isSettled: flags.every(({ settledAt }) => settledAt !== null) && (held === null || held.detachedAt !== null)
	};
}

/** Settles the flags, and the urgent tasks they made once no flag of the case is left open. */
async function settle(ctx: WorkerCtx, caseId: string, flags: readonly NotMineRow[], settledAs: 'unlinked' | 'theirs'): Promise<void> {
	const { db, actor } = ctx;
	await settleNotMine(
		db,
		flags.map(({ id }) => id),
		actor.id,
		settledAs
	);
	const isLeft = (await notMineOf(db, [caseId])).some(({ settledAt }) => settledAt === null);
	const ended = isLeft ? [] : await endTasks(db, caseId, 'not_about_me', actor.id);
	for (const id of ended) ctx.record({ action: 'task.done', caseId, objectId: id });
}

/**
 * Takes the reference off the case: from now on nothing under it stands on anybody's page, and no feed finds the case by it (S-26). Nothing is deleted. Pressing twice does it once.
 * Where anything of it was seen, the record of the wrong link is opened with it. A flag without a reference stays hidden for the person who raised it.
 */
export async function unlinkReference(ctx: WorkerCtx, caseId: string, thing: string): Promise<Outcome> {
	await caseInHub(ctx, caseId);
	await holdAlone(ctx.db, caseId);
	const { reference, flags } = await targetOf(ctx, caseId, thing, await openReferences(ctx, caseId));
	const isOpen = flags.some(({ settledAt }) => settledAt === null);
	const isNew = reference !== null && (await detachReference(ctx.db, caseId, reference, ctx.actor.id));
	if (isNew || (reference === null && isOpen)) await openWrongLink(ctx, caseId, { reference, flags });
	await settle(ctx, caseId, flags, 'unlinked');
	ctx.about({ caseId, personId: flags[0]?.personId, objectId: reference ?? thing });
	if (isNew) ctx.emit('reference.unlinked', { case: caseId, reference });
	return { go: `/console/cases/${caseId}/unlink/${reference ?? thing}` };
}

/** It was theirs after all: the flags are settled so, and the person's page may show it again. */
export async function keepReferenceAsTheirs(ctx: WorkerCtx, caseId: string, thing: string): Promise<Outcome> {
	await caseInHub(ctx, caseId);
	const { reference, flags } = await targetOf(ctx, caseId, thing, await openReferences(ctx, caseId));
	await settle(ctx, caseId, flags, 'theirs');
	ctx.about({ caseId, personId: flags[0]?.personId, objectId: reference ?? thing });
	return { go: `/console/cases/${caseId}` };
}
