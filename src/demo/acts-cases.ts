import { newId } from '#server/db/keyring.ts';
import { addCase, addParticipant, addReference } from '#server/db/queries/cases.ts';
import { replaceContact } from '#server/db/queries/console.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import { byWorker, type Act } from './act.ts';
import { eventActs, taskActs, tellingActs } from './acts-events.ts';
import { agencyOf } from './agencies.ts';
import { cases, type DemoCase } from './cases.ts';
import { at } from './days.ts';
import { feedReference } from './feed.ts';
import { personOf, workerOf } from './people.ts';

/** Each case comes in, gets its named contact, and then its events, tellings and tasks. */
export const caseActs = (now: Date): Act[] =>
	cases.flatMap((one) => {
		const { contact } = one;
		const first = contact.before ?? contact;
		const acts = [
			byWorker(at(now, one.added, '09:30'), first.worker, (ctx) => addMatter(ctx, one)),
			byWorker(at(now, first.since, '09:35'), first.worker, (ctx) => nameContact(ctx, one, first.worker))
		];
		if (contact.before)
			acts.push(byWorker(at(now, contact.since, '09:35'), contact.worker, (ctx) => nameContact(ctx, one, contact.worker)));
		return [...acts, ...eventActs(now, one), ...tellingActs(now, one), ...taskActs(now, one)];
	});

async function addMatter({ db, now, actor, record }: Ctx<WorkerActor>, one: DemoCase): Promise<void> {
	const { id, kind, reported, offence, crimeType, area, rhythmDays, role, enhanced, references } = one;
	const personId = personOf(one.person).id;
	const matter = { kind, isReported: reported, isOffence: offence, crimeType, area, rhythmDays: rhythmDays ?? null };
	await db.keys.make({ kind: 'case', id });
	await addCase(db, { id, hubId: db.hub, ...matter, madeAt: now, madeBy: actor.id });
	await addParticipant(db, { id: newId(now), hubId: db.hub, caseId: id, personId, role, enhanced, madeAt: now });
	for (const { agency, ref } of references) {
		const reference = newId(now);
		const text = typeof ref === 'string' ? ref : feedReference(ref.feed);
		await addReference(db, {
			id: reference,
			hubId: db.hub,
			caseId: id,
			agencyId: agencyOf(agency).id,
			refSealed: await sealAt(db.keys, sealedPlaces.reference(id, reference), text),
			refIndex: searchIndex.reference(db.keys, text),
			madeAt: now,
			madeBy: actor.id
		});
	}
	record({ action: 'case.added', caseId: id, personId });
}

async function nameContact({ db, now, record }: Ctx<WorkerActor>, { id: caseId, contact }: DemoCase, worker: string): Promise<void> {
	const { role } = contact;
	await replaceContact(db, { id: newId(now), hubId: db.hub, caseId, workerId: workerOf(worker).id, role, since: now });
	record({ action: 'contact.named', caseId });
}
