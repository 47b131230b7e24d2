import { sql } from 'drizzle-orm';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addWorker } from '#server/db/queries/people.ts';
import { addTask, type TaskKind } from '#server/db/queries/tasks.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { work } from '#server/http/work.ts';
import type { WorkerActor, WorkerRole } from '#server/policy/actor.ts';
import { job, testHub } from '../database/open.ts';
import { anEvent, now, tell } from './a-case.ts';
import { aDesk, actorFor, added, pageOf, type LogRow, type Run } from './console-desk.ts';

export type ShutDesk = { agency: string; jo: string; ali: string; helen: string; sana: string };
/** Words that stand nowhere but in the record of one person: whoever reads one of them has seen her. */
export const canary = {
	name: 'Quillon Canary',
	phone: '07700 900555',
	reference: 'CAN 77 / 26',
	detail: 'Please ring about the quillwort'
};

/** Jo and Ali, and two supervisors: Helen and Sana. */
export async function aShutDesk(db: Db): Promise<ShutDesk> {
	const desk = await aDesk(db);
	const [helen, sana] = [newId(now), newId(now)];
	await db.as(job, now, async (tx) => {
		for (const [id, name] of [
			[helen, 'Helen Marsh'],
			[sana, 'Sana Iqbal']
		] as const) {
			const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(id), name);
			await addWorker(tx, { id, hubId: testHub, nameSealed, team: 'Care Team', madeAt: now });
		}
	});
	return { ...desk, helen, sana };
}

export const workerAs = (id: string, role: WorkerRole = 'care'): WorkerActor => ({ ...actorFor(id), roles: [role] });
let door = 0;
export const lastDoor = (): string => `shut-${door}`;

/** Runs a use case as this worker in a role, as a door would. */
export const as = <Out>(db: Db, id: string, role: WorkerRole, run: Run<Out>, at = now): Promise<Out> =>
	work(db, { actor: workerAs(id, role), now: at, lang: 'en', requestId: `shut-${++door}`, audit: null }, run);

export type Canary = { caseId: string; personId: string; eventId: string; toldId: string; tellingId: string; reference: string };

/** A case whose contact is Jo, of a person who can be known by any canary, with one thing told and one not. */
export async function aCanary(
	db: Db,
	{ agency, jo }: ShutDesk,
	{ name, phone, reference: ref }: Pick<typeof canary, 'name' | 'phone' | 'reference'> = canary
): Promise<Canary> {
	const born = { 'born-day': '4', 'born-month': '5', 'born-year': '1990' };
	const more = { phone, safe: 'safe', may: 'yes', rhythm: 28, ...born, 'ref-1': ref, 'agency-1': agency };
	const caseId = await added(db, jo, { name, ...more });
	const page = await pageOf(db, jo, caseId);
	const [personId, reference] = [page.people[0]?.id ?? '', page.references[0]?.id ?? ''];
	const toldId = await anEvent(db, caseId, 'officer_allocated', '2026-06-01');
	await tell(db, caseId, personId, toldId, '2026-06-01T12:00:00Z');
	const eventId = await anEvent(db, caseId, 'charged', '2026-06-10', { referenceId: reference });
	const told = await db.as(job, now, async (tx) =>
		rowsOf<{ id: string }>(await tx.q.execute(sql`select id::text from telling where case_id = ${caseId}::uuid`))
	);
	return { caseId, personId, eventId, toldId, tellingId: told[0]?.id ?? '', reference };
}

/** An open task about the person, with words in it, for one worker or for all. */
export async function aTask(db: Db, { caseId, personId, eventId }: Canary, kind: TaskKind, assignedTo?: string, at = now): Promise<string> {
	const id = newId(at);
	await db.as(job, at, async (tx) => {
		const detailSealed = await sealAt(tx.keys, sealedPlaces.taskDetail({ caseId }, id), canary.detail);
		const task = { id, hubId: testHub, caseId, personId, kind, isUrgent: kind === 'danger', dueOn: '2026-06-22', madeAt: at, detailSealed };
		await addTask(tx, { ...task, ...(kind === 'danger' && { eventId }), assignedTo: assignedTo ?? null });
	});
	return id;
}

/** The log of one door, in its order. */
export const logBy = (db: Db, request = lastDoor()): Promise<(LogRow & { actor_role: string | null; detail_sealed: Buffer | null })[]> =>
	db.engine.tx('owner', async (q) => {
		await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
		return rowsOf(
			await q.execute(
				sql`select action, case_id::text, person_id::text, reason, object_id, actor_role, detail_sealed from audit_event where chain = ${testHub} and request_id = ${request} order by seq`
			)
		);
	});
