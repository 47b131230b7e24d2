import {
	eventsOf,
	heardOf,
	namedContactsOf,
	notMineOf,
	participantsOf,
	tellingsOf,
	type CaseRow,
	type ParticipantRow
} from '#server/db/queries/cases.ts';
import { allReferencesOf } from '#server/db/queries/console.ts';
import { restrictionOf } from '#server/db/queries/restrict.ts';
import { tasksOfCase, type TaskRow } from '#server/db/queries/tasks.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { caseInHub, lookReason } from './case-door.ts';
import { readersIn } from './case-readers.ts';
import { caseLines, consoleClocks, type CaseLine, type ConsoleClock } from './read-case-events.ts';
import { readPeople, type CasePerson } from './read-case-people.ts';

type WorkerCtx = Ctx<WorkerActor>;
export type CaseContact = { name: string | null; role: 'care' | 'witness_care'; team: string; since: string; until: string | null };
export type CaseReference = { id: string; ref: string | null; agency: string; since: string; detachedAt: string | null };
export type CaseTry = { id: string; at: string; by: string; way: string; outcome: string; personId: string };
export type CaseTask = Pick<TaskRow, 'id' | 'kind' | 'isUrgent' | 'dueOn'>;
export type CaseFlag = { id: string; what: 'reference' | 'event' | 'all'; at: string };
export type CasePage = Pick<CaseRow, 'id' | 'kind' | 'isReported' | 'isOffence' | 'crimeType' | 'area' | 'rhythmDays'> & {
	people: (CasePerson & { clocks: ConsoleClock[] })[];
	contacts: CaseContact[];
	needsWitnessCare: boolean;
	references: CaseReference[];
	lines: CaseLine[];
	tries: CaseTry[];
	tasks: CaseTask[];
	flags: CaseFlag[];
	/** Only named workers may open it (P19). */
	isRestricted: boolean;
};

/** Says in the log whose record this worker looks at and why: one row for each person in the case, so that each can read who looked. */
export function noteLook(ctx: WorkerCtx, caseId: string, parts: readonly ParticipantRow[], reason: string): void {
	const [first, ...others] = parts;
	ctx.about({ caseId, personId: first?.personId, reason });
	for (const { personId } of others) ctx.record({ action: 'case.viewed', caseId, personId, reason });
}

/** The references a case has or had, opened. */
export async function openReferences({ db }: WorkerCtx, caseId: string): Promise<CaseReference[]> {
	const rows = await allReferencesOf(db, caseId);
	return Promise.all(
		rows.map(async ({ id, refSealed, agencyName, madeAt, detachedAt }) => ({
			id,
			ref: await openAt(db.keys, sealedPlaces.reference(caseId, id), refSealed),
			agency: agencyName,
			since: madeAt.toISOString(),
			detachedAt: detachedAt?.toISOString() ?? null
		}))
	);
}

async function contactsOf({ db }: WorkerCtx, caseId: string): Promise<CaseContact[]> {
	const rows = await namedContactsOf(db, [caseId]);
	return Promise.all(
		rows.map(async ({ workerId, nameSealed, role, team, since, until }) => ({
			name: await openAt(db.keys, sealedPlaces.workerName(workerId), nameSealed),
			role,
			team,
			since: since.toISOString(),
			until: until?.toISOString() ?? null
		}))
	);
}

async function flagsOf({ db }: WorkerCtx, caseId: string): Promise<CaseFlag[]> {
	const rows = await notMineOf(db, [caseId]);
	const what = (row: (typeof rows)[number]) => (row.referenceId ? 'reference' : row.eventId ? 'event' : 'all');
	return rows.filter(({ settledAt }) => settledAt === null).map((row) => ({ id: row.id, what: what(row), at: row.at.toISOString() }));
}

/** Once a witness is needed in court, a witness care worker has to be the contact (T2). */
const needsWitnessCare = (kinds: readonly string[], contacts: readonly CaseContact[]) =>
	kinds.includes('witness_required') && !contacts.some(({ role, until }) => role === 'witness_care' && until === null);

/**
 * Everything the console's page of a case says, as keys and data; phone numbers are not in it. Asks for a reason first where no task or contact leads this worker here (P19): then
 * nothing of the case is in the answer. Each look writes who looked, at whom, why. Throws NotYours for another hub's case.
 */
export async function readCase(
	ctx: WorkerCtx,
	caseId: string,
	why: string | undefined
): Promise<{ asks: true } | { asks: false; page: CasePage }> {
	const row = await caseInHub(ctx, caseId);
	const reason = await lookReason(ctx, row.id, why);
	if (reason === null) {
		ctx.about({ caseId, reason: 'reason_asked' });
		return { asks: true };
	}
	const parts = await participantsOf(ctx.db, [row.id]);
	noteLook(ctx, row.id, parts, reason);
	return { asks: false, page: await pageOf(ctx, row, parts) };
}

async function pageOf(ctx: WorkerCtx, row: CaseRow, parts: readonly ParticipantRow[]): Promise<CasePage> {
	const { db, now } = ctx;
	const references = await openReferences(ctx, row.id);
	const detached = new Set(references.filter(({ detachedAt }) => detachedAt).map(({ id }) => id));
	const events = (await eventsOf(db, [row.id])).filter(({ referenceId }) => !referenceId || !detached.has(referenceId));
	const tellings = await tellingsOf(db, [row.id]);
	const answers = await heardOf(db, [row.id]);
	const contacts = await contactsOf(ctx, row.id);
	const people = await readPeople(ctx, parts);
	const clocksOf = (id: string) =>
		parts.filter(({ personId }) => personId === id).flatMap((part) => consoleClocks(row, part, events, tellings, answers, now));
	const { id, kind, isReported, isOffence, crimeType, area, rhythmDays } = row;
	return {
		...{ id, kind, isReported, isOffence, crimeType, area, rhythmDays },
		people: people.map((person) => ({ ...person, clocks: clocksOf(person.id) })),
		contacts,
		needsWitnessCare: needsWitnessCare(
			events.map((event) => event.kind),
			contacts
		),
		references,
		lines: caseLines(events, tellings, await readersIn(ctx, parts)),
		tries: tellings
			.toReversed()
			.map(({ id, at, by, way, outcome, personId }) => ({ id, at: at.toISOString(), by, way, outcome, personId })),
		tasks: (await tasksOfCase(db, row.id))
			.filter(({ doneAt }) => doneAt === null)
			.map(({ id, kind, isUrgent, dueOn }) => ({ id, kind, isUrgent, dueOn })),
		flags: await flagsOf(ctx, row.id),
		isRestricted: (await restrictionOf(db, row.id)) !== undefined
	};
}
