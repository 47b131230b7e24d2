import { eventsOf, participantsOf, tellingsOf, type EventRow, type notMineOf } from '#server/db/queries/cases.ts';
import { addBreach } from '#server/db/queries/answers.ts';
import { eventsUnder } from '#server/db/queries/console.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { newId } from '#server/db/keyring.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { londonDay } from '#shared/london.ts';
import { decideBy, knownSince, type SeenThen } from '#features/keeping/domain/wrong-link.ts';
import { sentencesOf } from '../domain/sentences.ts';
import { toCaseEvents } from './case-events.ts';
import { readersIn } from './case-readers.ts';

type WorkerCtx = Ctx<WorkerActor>;
type Flag = Awaited<ReturnType<typeof notMineOf>>[number];
type Undone = { reference: string | null; flags: readonly Flag[] };

/** What came to the wrong page: all under the reference; without one, the event that was flagged, or the whole case. */
async function wrongRows({ db }: WorkerCtx, caseId: string, { reference, flags }: Undone): Promise<EventRow[]> {
	if (reference) return (await eventsUnder(db, caseId, reference)).map((row) => ({ ...row, agencyName: null }));
	const rows = await eventsOf(db, [caseId]);
	const isWhole = flags.some(({ eventId }) => eventId === null);
	return isWhole ? rows : rows.filter(({ id }) => flags.some(({ eventId }) => eventId === id));
}

/** Who could see which of it since when, and who was told, as it stands at this moment. Under a reference that is everyone in the case; without one, whoever said it is not theirs. */
async function seenNow(ctx: WorkerCtx, caseId: string, undone: Undone): Promise<SeenThen[]> {
	const parts = await participantsOf(ctx.db, [caseId]);
	const wrong = undone.reference ? parts : parts.filter(({ personId }) => undone.flags.some((flag) => flag.personId === personId));
	const readers = await readersIn(ctx, wrong);
	const rows = await wrongRows(ctx, caseId, undone);
	const tellings = await tellingsOf(ctx.db, [caseId]);
	const views = readers.map(({ id, hardNews }) => ({ id, events: toCaseEvents(rows, tellings, id, hardNews) }));
	return (views[0]?.events ?? []).flatMap((event, at) => {
		const own = views.map(({ id, events }) => ({ person: id, event: events[at] }));
		const pages = own.flatMap(({ person, event: one }) => (one?.publishedAt ? [{ person, since: one.publishedAt }] : []));
		const toldTo = own.filter(({ event: one }) => one?.tellings.some(({ outcome }) => outcome === 'told')).map(({ person }) => person);
		return pages.length || toldTo.length ? [{ event: event.id, title: sentencesOf(event).title, pages, toldTo }] : [];
	});
}

/**
 * Opens the record of a wrong link in the transaction that undoes it (P13, S-26, decision 16): who could see what at that moment cannot be told later. Where nothing was seen there is none.
 * The 72 hours start when the person said so, or when a worker undid it, whichever was first. @returns its id, or null.
 */
export async function openWrongLink(ctx: WorkerCtx, caseId: string, undone: Undone): Promise<string | null> {
	const { db, actor, now } = ctx;
	const seen = await seenNow(ctx, caseId, undone);
	if (!seen.length) return null;
	const id = newId(now);
	const knownAt = knownSince(
		undone.flags.map(({ at }) => at),
		now
	);
	const seenSealed = await sealAt(db.keys, sealedPlaces.breachSeen(caseId, id), JSON.stringify(seen));
	const opened = { id, hubId: db.hub, caseId, referenceId: undone.reference, openedBy: actor.id, openedAt: now, knownAt };
	await addBreach(db, { ...opened, seenSealed, decision: 'open' });
	const task = { id: newId(now), hubId: db.hub, caseId, kind: 'breach_open', isUrgent: true, about: id } as const;
	await addTask(db, { ...task, dueOn: londonDay(decideBy(knownAt)), madeAt: now });
	ctx.record({ action: 'breach.opened', caseId, objectId: id });
	ctx.record({ action: 'task.made', caseId, objectId: task.id });
	return id;
}
