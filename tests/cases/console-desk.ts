import { sql } from 'drizzle-orm';
import { newCaseForm } from '#features/cases/console-schema.ts';
import { addCase, traitsOf } from '#features/cases/server/add-case.ts';
import { exactMatches } from '#features/cases/server/exact-matches.ts';
import { readCase, type CasePage } from '#features/cases/server/read-case.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addWorker } from '#server/db/queries/people.ts';
import { sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { AccountId, HubId, WorkerId } from '#shared/ids.ts';
import type { AuditEvent } from '#shared/audit-events.ts';
import { job, testHub } from '../database/open.ts';
import { aHub, now } from './a-case.ts';

export type Run<Out> = (ctx: Ctx<WorkerActor>) => Promise<Out>;
export const actorFor = (id: string, hub: HubId = testHub): WorkerActor => ({
	kind: 'worker',
	account: newId<AccountId>(now),
	id: id as WorkerId,
	hub,
	roles: ['care']
});
let door = 0;

/** A worker's door: the transaction, the log, and who asks. */
export const asWorker = <Out>(
	db: Db,
	id: string,
	run: Run<Out>,
	audit: AuditEvent | null = 'case.viewed',
	at = now,
	isFresh = true
): Promise<Out> => work(db, { actor: actorFor(id), now: at, lang: 'en', requestId: `door-${++door}`, audit, isFresh }, run);

export const form = (more: Record<string, unknown> = {}) => newCaseForm.parse({ once: newId(now), name: 'Sam', kind: 'crime', ...more });
/** Sends the form as the page does: an answer to "Is this the same person?" comes with those whom the question named. */
export const add = (db: Db, worker: string, more: Record<string, unknown> = {}) =>
	asWorker(
		db,
		worker,
		async (ctx) => {
			const filled = form(more);
			const shown = filled.same ? (await exactMatches(ctx, traitsOf(filled))).map(({ personId }) => personId).join(',') : '';
			return addCase(ctx, { ...filled, shown });
		},
		'person.matched'
	);
export async function added(db: Db, worker: string, more: Record<string, unknown> = {}): Promise<string> {
	const out = await add(db, worker, more);
	if (!('caseId' in out)) throw new Error(JSON.stringify(out));
	return out.caseId;
}
export async function pageOf(db: Db, worker: string, caseId: string, why = 'check', at = now): Promise<CasePage> {
	const read = await asWorker(db, worker, (ctx) => readCase(ctx, caseId, why), 'case.viewed', at);
	if (read.asks) throw new Error('a reason was asked');
	return read.page;
}

export type LogRow = { action: string; case_id: string | null; person_id: string | null; reason: string | null; object_id: string | null };
/** The log of the last door, read as the one role that may. */
export const logOf = (db: Db, request = `door-${door}`): Promise<LogRow[]> =>
	db.engine.tx('owner', async (q) => {
		await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
		return rowsOf<LogRow>(
			await q.execute(
				sql`select action, case_id::text, person_id::text, reason, object_id from audit_event where chain = ${testHub} and request_id = ${request} order by seq`
			)
		);
	});
export const count = (db: Db, table: 'person' | 'cases' | 'participant' | 'data_key' | 'reference') =>
	db.as(job, now, async (tx) => {
		const rows = rowsOf<{ n: number }>(await tx.q.execute(sql`select count(*)::int as n from ${sql.identifier(table)}`));
		return rows[0]?.n ?? 0;
	});
export const counts = async (db: Db) => [
	await count(db, 'person'),
	await count(db, 'cases'),
	await count(db, 'participant'),
	await count(db, 'data_key'),
	await count(db, 'reference')
];
export const outbox = (db: Db, kind: string) =>
	db.as(job, now, async (tx) =>
		rowsOf<{ payload: Record<string, string> }>(await tx.q.execute(sql`select payload from outbox where kind = ${kind} order by id`))
	);

/** A hub with the police and two workers: Jo, who adds the cases, and Ali. */
export async function aDesk(db: Db): Promise<{ agency: string; jo: string; ali: string }> {
	const { agency, worker: jo } = await aHub(db);
	const ali = newId(now);
	await db.as(job, now, async (tx) => {
		const nameSealed = await sealAt(tx.keys, sealedPlaces.workerName(ali), 'Ali Noor');
		await addWorker(tx, { id: ali, hubId: testHub, nameSealed, team: 'Witness Care', madeAt: now });
	});
	return { agency, jo, ali };
}
