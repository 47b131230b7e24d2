import { newId } from '#server/db/keyring.ts';
import { addEvents, addTelling, eventsOf, type EventRow } from '#server/db/queries/cases.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { EventDetail, EventKind } from '#features/cases/domain/event.ts';
import { newsOf } from '#features/cases/domain/news.ts';
import { occurredColumns } from '#features/cases/server/case-events.ts';
import { contentHashOf } from '#features/cases/server/content-hash.ts';
import { byWorker, type Act } from './act.ts';
import { agencyOf } from './agencies.ts';
import type { DemoCase, DemoEvent, DemoHearing, DemoTask, DemoTelling } from './cases.ts';
import { at, dayOf, mondayOf } from './days.ts';
import { personOf, workerOf } from './people.ts';

type WorkerCtx = Ctx<WorkerActor>;

/** What agencies told the hub, each recorded by the case's contact when it came. */
export const eventActs = (now: Date, one: DemoCase): Act[] =>
	one.events.map((event) => byWorker(at(now, event.received), one.contact.worker, (ctx) => record(ctx, one, event, now)));

/** Every try to tell the person. */
export const tellingActs = (now: Date, one: DemoCase): Act[] =>
	one.tellings.map((telling) => byWorker(at(now, telling.at, telling.time ?? '14:00'), telling.worker, (ctx) => tell(ctx, one, telling)));

/** What the hub has still to do for the case. */
export const taskActs = (now: Date, one: DemoCase): Act[] =>
	one.tasks.map((task) => byWorker(at(now, task.made, '16:30'), one.contact.worker, (ctx) => addToDo(ctx, one, task, now)));

function hearingOf(hearing: DemoHearing, seeding: Date): NonNullable<EventDetail['hearing']> {
	if ('weekOf' in hearing) return { when: { kind: 'week', from: mondayOf(seeding, hearing.weekOf) }, court: hearing.court };
	return { when: { kind: 'day', on: dayOf(seeding, hearing.on) }, time: hearing.time, court: hearing.court };
}

async function record(ctx: WorkerCtx, { id: caseId }: DemoCase, event: DemoEvent, seeding: Date): Promise<void> {
	const { db, now, actor } = ctx;
	const { kind, agency, received, on = received, charge = null, hearing } = event;
	const { id: agencyId, source } = agencyOf(agency);
	const detail: EventDetail = { ...event.detail, ...(hearing && { hearing: hearingOf(hearing, seeding) }) };
	const occurred = occurredColumns({ kind: 'day', on: dayOf(seeding, on) });
	const said = { kind, source, agencyId, charge, ...occurred, asOf: 'happened' as const, supersedes: null, detail };
	const isHard = newsOf({ kind, detail }) === 'hard';
	const row = { ...said, id: newId(now), hubId: db.hub, caseId, receivedAt: now, publishedAt: isHard ? null : now, recordedBy: actor.id };
	await addEvents(db, [{ ...row, contentHash: contentHashOf(said) }]);
	ctx.record({ action: 'event.recorded', caseId, objectId: row.id });
}

/** The events of one kind that the case has by now, the newest first. */
async function eventsAbout({ db }: WorkerCtx, caseId: string, kind: EventKind): Promise<EventRow[]> {
	const found = (await eventsOf(db, [caseId])).filter((event) => event.kind === kind);
	if (!found.length) throw new RangeError(`the case ${caseId} has no event ${kind} yet`);
	return found;
}

async function tell(ctx: WorkerCtx, one: DemoCase, { about, by, way, outcome, worker, note }: DemoTelling): Promise<void> {
	const { db, now } = ctx;
	const events: (EventRow | null)[] = about ? await eventsAbout(ctx, one.id, about) : [null];
	for (const event of events) {
		const id = newId(now);
		await addTelling(db, {
			id,
			hubId: db.hub,
			caseId: one.id,
			personId: personOf(one.person).id,
			eventId: event?.id ?? null,
			at: now,
			by,
			way,
			outcome,
			workerId: workerOf(worker).id,
			noteSealed: note ? await sealAt(db.keys, sealedPlaces.tellingNote(one.id, id), note) : null,
			// Hard news goes on the page by the telling (docs/decisions/0006).
			shownAt: event && event.publishedAt === null && outcome === 'told' ? now : null,
			madeAt: now,
			onceKey: newId(now)
		});
		ctx.record({ action: 'telling.recorded', caseId: one.id, personId: personOf(one.person).id, objectId: id });
	}
}

async function addToDo(ctx: WorkerCtx, one: DemoCase, task: DemoTask, seeding: Date): Promise<void> {
	const { db, now } = ctx;
	const { kind, about, due, urgent = false, detail, assigned } = task;
	const id = newId(now);
	const [event] = about ? await eventsAbout(ctx, one.id, about) : [];
	await addTask(db, {
		id,
		hubId: db.hub,
		caseId: one.id,
		personId: personOf(one.person).id,
		eventId: event?.id ?? null,
		kind,
		isUrgent: urgent,
		dueOn: dayOf(seeding, due),
		detailSealed: detail ? await sealAt(db.keys, sealedPlaces.taskDetail({ caseId: one.id }, id), detail) : null,
		madeAt: now,
		assignedTo: assigned ? workerOf(assigned).id : null
	});
	ctx.record({ action: 'task.made', caseId: one.id, objectId: id });
}
