import { newId } from '#server/db/keyring.ts';
import type { Db } from '#server/db/as.ts';
import { addCase, addParticipant } from '#server/db/queries/cases.ts';
import { addAgency, addPerson, addPreference, addWay, addWorker } from '#server/db/queries/people.ts';
import { openTasks, type TaskRow } from '#server/db/queries/tasks.ts';
import { namedContact } from '#server/db/schema/index.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { WorkerActor, WorkerRole } from '#server/policy/actor.ts';
import type { AccountId, HubId, WorkerId } from '#shared/ids.ts';
import type { Role } from '#features/cases/domain/event.ts';
import type { NewEvent } from '#features/cases/server/record-event.ts';
import { recordEvent } from '#features/cases/server/record-event.ts';
import { reachFor } from '#features/contact/server/reach.ts';
import { recordTelling, type NewTelling } from '#features/cases/server/record-telling.ts';
import type { PreferenceRow, WayRow } from '#server/db/queries/people.ts';
import { job, testHub } from '../database/open.ts';

/** Tuesday 2 June 2026, 11 o'clock in London: inside office hours. */
export const now = new Date('2026-06-02T10:00:00Z');
const earlier = new Date('2026-05-05T09:00:00Z');

export type Desk = { jo: string; ali: string; police: string; cps: string };

/** The hub's key, the police, the CPS, and two workers of two teams: once per database. */
export async function aDesk(db: Db): Promise<Desk> {
	const [jo, ali, police, cps] = [newId(now), newId(now), newId(now), newId(now)];
	await db.as(job, earlier, async (tx) => {
		await tx.keys.make({ kind: 'hub' });
		await addAgency(tx, { id: police, hubId: testHub, slug: 'police', name: 'Humberside Police', source: 'police' });
		await addAgency(tx, { id: cps, hubId: testHub, slug: 'cps', name: 'CPS Yorkshire', source: 'cps' });
		for (const [id, name, team] of [
			[jo, 'Jo', 'East'],
			[ali, 'Ali', 'West']
		] as const)
			await addWorker(tx, {
				id,
				hubId: testHub,
				nameSealed: await sealAt(tx.keys, sealedPlaces.workerName(id), name),
				team,
				madeAt: earlier
			});
	});
	return { jo, ali, police, cps };
}

const actorOf = (id: string, roles: WorkerRole[], hub: HubId): WorkerActor => ({
	kind: 'worker',
	account: id as AccountId,
	id: id as WorkerId,
	hub,
	roles
});

/** Runs a use case as this worker, as a door would. */
export const asWorker = <Out>(
	db: Db,
	id: string,
	run: (ctx: Ctx<WorkerActor>) => Promise<Out>,
	at = now,
	{ roles = ['care'] as WorkerRole[], hub = testHub } = {}
): Promise<Out> => work(db, { actor: actorOf(id, roles, hub), now: at, lang: 'en', requestId: 'test', audit: null }, run);

type Someone = {
	name?: string;
	role?: Role;
	enhanced?: string[];
	ways?: Partial<Pick<WayRow, 'kind' | 'safe' | 'checked'>>[];
	preference?: Partial<PreferenceRow>;
	contact?: string;
	rhythmDays?: number;
	hub?: HubId;
};
export type Matter = { caseId: string; personId: string; ways: string[] };

/** A person with a safe phone, choices confirmed a month ago, and a case of their own. */
export async function aMatter(db: Db, someone: Someone = {}): Promise<Matter> {
	const { name = 'Sam Test', role = 'victim', enhanced = [], ways = [{}], preference = {}, hub = testHub } = someone;
	const [caseId, personId] = [newId(now), newId(now)];
	const base = { hubId: hub, madeAt: earlier };
	const wayIds: string[] = [];
	await db.as({ kind: 'job', hub }, earlier, async (tx) => {
		await tx.keys.make({ kind: 'person', id: personId });
		await tx.keys.make({ kind: 'case', id: caseId });
		const nameSealed = await sealAt(tx.keys, sealedPlaces.personName(personId), name);
		await addPerson(tx, { ...base, id: personId, nameSealed, nameIndex: searchIndex.personName(tx.keys, name), lang: 'en' });
		for (const [at, way] of ways.entries()) {
			const [id, value] = [newId(now), `01632 96000${at}`];
			const sealed = await sealAt(tx.keys, sealedPlaces.contactWay(personId, id), value);
			const row = { kind: 'phone', safe: 'safe', checked: true, ...way } as const;
			await addWay(tx, { ...base, ...row, id, personId, valueSealed: sealed, valueIndex: searchIndex.way(tx.keys, value) });
			wayIds.push(id);
		}
		const said = { mayContact: 'yes', voicemail: 'none', sayWho: false, hardNews: 'call_first', changedSince: false } as const;
		await addPreference(tx, { ...base, id: newId(now), personId, version: 1, ...said, confirmedAt: earlier, ...preference });
		await addCase(tx, { ...base, id: caseId, kind: 'crime', isReported: true, isOffence: null, rhythmDays: someone.rhythmDays ?? null });
		await addParticipant(tx, { ...base, id: newId(now), caseId, personId, role, enhanced });
	});
	if (someone.contact) {
		const workerId = someone.contact;
		await db.as(job, earlier, (tx) =>
			tx.q.insert(namedContact).values({ id: newId(now), hubId: testHub, caseId, workerId, role: 'care', since: earlier })
		);
	}
	return { caseId, personId, ways: wayIds };
}

/** An event that the police told of, as a worker records it. */
export async function anEvent(db: Db, desk: Desk, event: Partial<NewEvent> & Pick<NewEvent, 'caseId' | 'kind'>, at = now): Promise<string> {
	const said = { source: 'police', agencyId: desk.police, occurred: { kind: 'day', on: '2026-06-01' }, ...event } as NewEvent;
	const recorded = await asWorker(db, desk.jo, (ctx) => recordEvent(ctx, said), at);
	if ('refused' in recorded) throw new Error(JSON.stringify(recorded.refused));
	return recorded.eventId;
}

/** A try recorded with the gate asked, as the door does it. */
export const aTry = (
	db: Db,
	worker: string,
	telling: Partial<NewTelling> & Pick<NewTelling, 'caseId' | 'eventId' | 'personId' | 'way'>,
	at = now
) =>
	asWorker(
		db,
		worker,
		async (ctx) => {
			const contact = (await reachFor(ctx, [telling.personId], () => ({ kind: 'worker' }), at)).get(telling.personId);
			if (!contact) throw new Error('no such person');
			return recordTelling(ctx, { onceKey: newId(at), outcome: 'told', at, ...telling }, contact);
		},
		at
	);

/** The open tasks of one case, as kind and what they are about. */
export const tasksIn = async (db: Db, desk: Desk, caseId: string, at = now): Promise<TaskRow[]> =>
	(await asWorker(db, desk.jo, (ctx) => openTasks(ctx.db), at)).filter((task) => task.caseId === caseId);
