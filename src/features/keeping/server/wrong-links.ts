import { breachesOf, breachOf, breachTask, decideBreach as decide, type BreachRow } from '#server/db/queries/answers.ts';
import { personsOf } from '#server/db/queries/people.ts';
import { settleTask } from '#server/db/queries/tasks.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx, Outcome } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { decideBy, type SeenThen } from '../domain/wrong-link.ts';

type WorkerCtx = Ctx<WorkerActor>;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type WrongLinkRow = {
	id: string;
	openedAt: string;
	knownAt: string;
	decideBy: string;
	decision: BreachRow['decision'];
	decidedAt: string | null;
};
export type WrongLinkPage = WrongLinkRow & {
	caseId: string;
	/** Null where the case was forgotten since: what was seen cannot be read any more. */
	seen: { id: string; title: SeenThen['title']; pages: { name: string | null; since: string }[]; toldTo: (string | null)[] }[] | null;
	note: string | null;
};

const rowOf = ({ id, openedAt, knownAt, decision, decidedAt }: BreachRow): WrongLinkRow => ({
	id,
	openedAt: openedAt.toISOString(),
	knownAt: knownAt.toISOString(),
	decideBy: decideBy(knownAt).toISOString(),
	decision,
	decidedAt: decidedAt?.toISOString() ?? null
});

/** The records of wrong links: what is open first. No name and no case is in the list. */
export const listWrongLinks = async ({ db }: WorkerCtx): Promise<WrongLinkRow[]> => (await breachesOf(db)).map(rowOf);

async function found({ db }: WorkerCtx, id: string): Promise<BreachRow> {
	const row = uuid.test(id) ? await breachOf(db, id) : undefined;
	if (!row) throw new NotYours();
	return row;
}

async function seenIn({ db }: WorkerCtx, row: BreachRow): Promise<{ seen: WrongLinkPage['seen']; people: string[] }> {
	const text = await openAt(db.keys, sealedPlaces.breachSeen(row.caseId, row.id), row.seenSealed);
	if (text === null) return { seen: null, people: [] };
	const lines = JSON.parse(text) as SeenThen[];
	const people = [...new Set(lines.flatMap(({ pages, toldTo }) => [...pages.map(({ person }) => person), ...toldTo]))];
	await db.keys.fetch('person', people);
	const names = new Map<string, string | null>();
	for (const { id, nameSealed } of await personsOf(db, people))
		names.set(id, await openAt(db.keys, sealedPlaces.personName(id), nameSealed));
	const nameOf = (id: string) => names.get(id) ?? null;
	const seen = lines.map(({ event, title, pages, toldTo }) => ({
		...{ id: event, title },
		pages: pages.map(({ person, since }) => ({ name: nameOf(person), since })),
		toldTo: toldTo.map(nameOf)
	}));
	return { seen, people };
}

/** One record: who could see what since when, as it was when the link was undone; the 72 hours as a date; what was decided. A look at each person in it. @throws NotYours. */
export async function readWrongLink(ctx: WorkerCtx, id: string): Promise<WrongLinkPage> {
	const row = await found(ctx, id);
	const { seen, people } = await seenIn(ctx, row);
	const [first, ...others] = people;
	ctx.about({ caseId: row.caseId, personId: first, objectId: row.id, reason: 'wrong_link' });
	for (const personId of others)
		ctx.record({ action: 'case.viewed', caseId: row.caseId, personId, objectId: row.id, reason: 'wrong_link' });
	const note = row.noteSealed ? await openAt(ctx.db.keys, sealedPlaces.breachNote(row.caseId, row.id), row.noteSealed) : null;
	return { ...rowOf(row), caseId: row.caseId, seen, note };
}

/** Writes whether the Information Commissioner was told, and why or why not; ends the task. Decided once: a second press changes nothing. @throws NotYours. */
export async function decideWrongLink(
	ctx: WorkerCtx,
	id: string,
	{ decision, note }: { decision: 'reported' | 'not_reportable'; note: string }
): Promise<Outcome> {
	const { db, actor } = ctx;
	const row = await found(ctx, id);
	ctx.about({ caseId: row.caseId, objectId: row.id, reason: decision });
	const go = { go: `/console/breaches/${row.id}` };
	if (row.decision !== 'open') return go;
	const noteSealed = await sealAt(db.keys, sealedPlaces.breachNote(row.caseId, row.id), note);
	await decide(db, row.id, { decision, noteSealed, decidedBy: actor.id });
	const task = await breachTask(db, row.id);
	if (task && (await settleTask(db, task, actor.id))) ctx.record({ action: 'task.done', caseId: row.caseId, objectId: task });
	return go;
}
