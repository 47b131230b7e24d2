import { newId } from '#server/db/keyring.ts';
import type { Db } from '#server/db/as.ts';
import { addCase, addEvents, addParticipant, addReference, addTelling } from '#server/db/queries/cases.ts';
import { addAgency, addPerson, addPreference, addWorker } from '#server/db/queries/people.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import { namedContact } from '#server/db/schema/index.ts';
import { work } from '#server/http/work.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { PersonActor } from '#server/policy/actor.ts';
import type { AccountId, PersonId } from '#shared/ids.ts';
import type { EventKind, Source } from '#features/cases/domain/event.ts';
import { job, testHub } from '../database/open.ts';

export const now = new Date('2026-06-22T10:00:00Z');
const earlier = new Date('2026-05-03T09:00:00Z');
type Role = 'victim' | 'bereaved' | 'parent' | 'witness';

export const actorOf = (id: string): PersonActor => ({ kind: 'person', account: id as AccountId, id: id as PersonId, hub: testHub });

/** Runs a use case as this person, as a door would. */
export const asPerson = <Out>(db: Db, id: string, run: (ctx: Ctx<PersonActor>) => Promise<Out>, at = now): Promise<Out> =>
	work(db, { actor: actorOf(id), now: at, lang: 'en', requestId: 'test', audit: null }, run);

/** A person with a name, and how she wants hard news where she said so. */
export function aPerson(db: Db, name: string, hardNews?: 'call_first' | 'read_here'): Promise<string> {
	const id = newId(now);
	return db.as(job, earlier, async (tx) => {
		await tx.keys.make({ kind: 'person', id });
		const nameSealed = await sealAt(tx.keys, sealedPlaces.personName(id), name);
		await addPerson(tx, { id, hubId: testHub, nameSealed, nameIndex: searchIndex.personName(tx.keys, name), lang: 'en', madeAt: earlier });
		const said = { mayContact: 'yes', voicemail: 'none', sayWho: false, changedSince: false, madeAt: earlier } as const;
		if (hardNews) await addPreference(tx, { id: newId(now), hubId: testHub, personId: id, version: 1, hardNews, ...said });
		return id;
	});
}

/** A case in which these persons take part. */
export function aCase(db: Db, people: Record<string, Role>, more: { isReported?: boolean; rhythmDays?: number } = {}): Promise<string> {
	const id = newId(now);
	return db.as(job, earlier, async (tx) => {
		await tx.keys.make({ kind: 'case', id });
		await addCase(tx, {
			id,
			hubId: testHub,
			kind: 'crime',
			isReported: more.isReported ?? true,
			isOffence: false,
			rhythmDays: more.rhythmDays,
			madeAt: earlier
		});
		for (const [personId, role] of Object.entries(people))
			await addParticipant(tx, { id: newId(now), hubId: testHub, caseId: id, personId, role, enhanced: [], madeAt: earlier });
		return id;
	});
}

/** The hub's own key, the police, and one worker: once per database. */
export function aHub(db: Db): Promise<{ agency: string; worker: string }> {
	const [agency, worker] = [newId(now), newId(now)];
	return db.as(job, earlier, async (tx) => {
		await tx.keys.make({ kind: 'hub' });
		await addAgency(tx, { id: agency, hubId: testHub, slug: 'police', name: 'Humberside Police', source: 'police' });
		const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(worker), 'Jo Lane');
		await addWorker(tx, { id: worker, hubId: testHub, nameSealed, team: 'Care Team', madeAt: earlier });
		return { agency, worker };
	});
}

/** Names the one whom to ask in a case (T1). */
export const nameContact = (db: Db, caseId: string, workerId: string): Promise<void> =>
	db.as(
		job,
		earlier,
		async (tx) =>
			void (await tx.q.insert(namedContact).values({ id: newId(now), hubId: testHub, caseId, workerId, role: 'care', since: earlier }))
	);

/** An agency's number for a case. */
export function aReference(db: Db, caseId: string, agencyId: string, ref: string): Promise<string> {
	const id = newId(now);
	return db.as(job, earlier, async (tx) => {
		const refSealed = await sealAt(tx.keys, sealedPlaces.reference(caseId, id), ref);
		await addReference(tx, {
			id,
			hubId: testHub,
			caseId,
			agencyId,
			refSealed,
			refIndex: searchIndex.reference(tx.keys, ref),
			madeAt: earlier
		});
		return id;
	});
}

type Said = { source?: Source; result?: 'guilty' | 'not_guilty'; referenceId?: string; supersedes?: string; receivedAt?: Date };

/** Something an agency said happened on a day, published when we heard it. */
export function anEvent(
	db: Db,
	caseId: string,
	kind: EventKind,
	on: string,
	{ source = 'police', result, ...more }: Said = {}
): Promise<string> {
	const id = newId(now);
	const receivedAt = more.receivedAt ?? new Date(`${on}T12:00:00Z`);
	const said = {
		kind,
		source,
		occurredKind: 'day',
		occurredFrom: on,
		asOf: 'happened',
		contentHash: id,
		detail: result ? { result } : {}
	} as const;
	return db.as(job, earlier, async (tx) => {
		await addEvents(tx, [{ id, hubId: testHub, caseId, ...said, ...more, receivedAt, publishedAt: receivedAt }]);
		return id;
	});
}

/** A worker told this person of an event by phone. */
export const tell = (db: Db, caseId: string, personId: string, eventId: string, at: string): Promise<void> =>
	db.as(job, earlier, async (tx) => {
		const how = { at: new Date(at), by: 'hub', way: 'phone', outcome: 'told', madeAt: new Date(at), onceKey: newId(now) };
		await addTelling(tx, { id: newId(now), hubId: testHub, caseId, personId, eventId, ...how });
	});
