import { addEvents, caseOfHub, eventsOf, participantsOf } from '#server/db/queries/cases.ts';
import { agenciesOf, personsOf } from '#server/db/queries/people.ts';
import { addTask } from '#server/db/queries/tasks.ts';
import { newId } from '#server/db/keyring.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { refuse, type Ctx, type Issue } from '#server/http/ctx.ts';
import type { JobActor, WorkerActor } from '#server/policy/actor.ts';
import { NotYours } from '#shared/faults.ts';
import { londonDay } from '#shared/london.ts';
import { addWorkingDays } from '#shared/working-days.ts';
import { sources, type CaseEvent, type EventDetail, type EventKind, type Occurred, type Source } from '../domain/event.ts';
import { newsOf, type News } from '../domain/news.ts';
import { earliestDay } from '../domain/order.ts';
import { forRole } from '../domain/track-role.ts';
import { onCallFor } from './on-call.ts';
import { occurredColumns } from './case-events.ts';
import { contentHashOf } from './content-hash.ts';

/** What an agency says happened. `agencyId` null is the hub itself. `receivedAt` is when the hub heard; now unless given. */
export type NewEvent = {
	caseId: string;
	kind: EventKind;
	source: Source;
	agencyId?: string | null;
	referenceId?: string | null;
	charge?: string | null;
	occurred: Occurred;
	asOf?: CaseEvent['asOf'];
	detail?: EventDetail;
	/** One line of the worker's own beside the reviewed sentences (P19). */
	line?: string | null;
	supersedes?: string | null;
	receivedAt?: Date;
};
export type Recorded = { eventId: string; news: News };
type Refused = { refused: readonly Issue[] };

/** What may lie ahead of today: nothing that has happened. A hearing's own day stands in the detail. */
const firstDay = '1950-01-01';
const lineLength = 200;

/**
 * Records an event of a case of this hub (issue 2 point 10). Append-only: a correction is a new event that supersedes one of the same case. Plain and danger news stand
 * on the person's page at once; hard news waits for the telling that puts it there (P4). Danger makes an urgent task for each person it concerns; a witness who is
 * required needs a witness care officer (T2). The same said twice is refused, not doubled. @throws NotYours for a case of another hub.
 */
export async function recordEvent(ctx: Ctx<WorkerActor | JobActor>, input: NewEvent): Promise<Recorded | Refused> {
	const { db, now } = ctx;
	if (!(await caseOfHub(db, input.caseId))) throw new NotYours();
	const fault = await faultIn(ctx, input);
	if (fault) return fault;
	const {
		caseId,
		kind,
		source,
		agencyId = null,
		referenceId = null,
		charge = null,
		occurred,
		asOf = 'happened',
		detail = {},
		supersedes = null
	} = input;
	const news = newsOf({ kind, detail });
	const said = { kind, source, agencyId, charge, ...occurredColumns(occurred), asOf, supersedes, detail };
	const eventId = newId(now);
	const lineSealed = input.line ? await sealAt(db.keys, sealedPlaces.eventLine(caseId, eventId), input.line) : null;
	const receivedAt = input.receivedAt ?? now;
	const added = await addEvents(db, [
		{
			...said,
			id: eventId,
			hubId: db.hub,
			caseId,
			referenceId,
			receivedAt,
			publishedAt: news === 'hard' ? null : receivedAt,
			contentHash: contentHashOf(said),
			lineSealed,
			recordedBy: ctx.actor.kind === 'worker' ? ctx.actor.id : null
		}
	]);
	if (!added.length) return refuse('choice', 'due.error.already');
	ctx.about({ caseId, objectId: eventId });
	await makeTasks(ctx, input, eventId, news);
	ctx.emit('event.recorded', { case: caseId, event: eventId });
	return { eventId, news };
}

async function faultIn({ db, now }: Ctx, input: NewEvent): Promise<Refused | null> {
	const today = londonDay(now);
	const earliest = earliestDay(input.occurred);
	if (earliest !== null && earliest < firstDay) return refuse('from', 'due.error.long_ago');
	// A week or month that has begun may be told of; a day that has not come cannot have happened.
	if (earliest !== null && earliest > today) return refuse('from', 'due.error.ahead');
	if (input.receivedAt && input.receivedAt > now) return refuse('heard', 'due.error.heard_ahead');
	if (input.agencyId && !(await agenciesOf(db)).some(({ id }) => id === input.agencyId)) return refuse('source', 'due.error.source');
	if (!sources.includes(input.source)) return refuse('source', 'due.error.source');
	if (input.supersedes && !(await eventsOf(db, [input.caseId])).some(({ id }) => id === input.supersedes))
		return refuse('corrects', 'due.error.corrects');
	const court = input.detail?.hearing?.court;
	if (court && (await namesSomebody(db, input.caseId, court))) return refuse('courtOther', 'due.error.names');
	if (input.charge && (await namesSomebody(db, input.caseId, input.charge))) return refuse('charge', 'due.error.names');
	if (input.line && input.line.length > lineLength) return refuse('line', 'due.error.lineLong');
	if (input.line && (await namesSomebody(db, input.caseId, input.line))) return refuse('line', 'due.error.names');
	return null;
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const standsIn = (line: string, name: string, flags: string) => new RegExp(`(?<!\\p{L})${escape(name)}(?!\\p{L})`, `u${flags}`).test(line);

/** Whether a line, or the label of a charge, names anyone in the case: everyone in it may read it (P19). Whole names in any case; parts of a name as they are written. */
async function namesSomebody(db: Ctx['db'], caseId: string, line: string): Promise<boolean> {
	const people = await personsOf(
		db,
		(await participantsOf(db, [caseId])).map(({ personId }) => personId)
	);
	for (const { id, nameSealed } of people) {
		const name = (await openAt(db.keys, sealedPlaces.personName(id), nameSealed))?.trim();
		if (!name) continue;
		const parts = name.split(/\s+/).filter((part) => part.length > 1);
		if (standsIn(line, name, 'i') || parts.some((part) => standsIn(line, part, ''))) return true;
	}
	return false;
}

async function makeTasks({ db, now }: Ctx, { caseId, kind, detail = {} }: NewEvent, eventId: string, news: News): Promise<void> {
	const today = londonDay(now);
	const base = { hubId: db.hub, caseId, eventId, madeAt: now };
	const concerned = (await participantsOf(db, [caseId])).filter(({ role }) => forRole({ kind, detail } as CaseEvent, role) !== null);
	if (news === 'danger') {
		const assignedTo = concerned.length ? await onCallFor({ db, now }, caseId) : null;
		for (const { personId } of concerned)
			await addTask(db, { ...base, id: newId(now), personId, kind: 'danger', isUrgent: true, dueOn: today, assignedTo });
	}
	if (kind === 'witness_required')
		await addTask(db, { ...base, id: newId(now), kind: 'assign_witness_care', isUrgent: false, dueOn: addWorkingDays(today, 1) });
}
