import { sql } from 'drizzle-orm';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addReference } from '#server/db/queries/cases.ts';
import { sealAt, sealedPlaces, searchIndex } from '#server/db/sealed-places.ts';
import type { Ctx } from '#server/http/ctx.ts';
import { work } from '#server/http/work.ts';
import type { WorkerActor } from '#server/policy/actor.ts';
import type { AuditEvent } from '#shared/audit-events.ts';
import type { AccountId, WorkerId } from '#shared/ids.ts';
import { job, testHub } from '../database/open.ts';
import { now, type Desk } from './at-the-desk.ts';

/** Runs a use case as the supervisor, as a door would. */
export const asHelen = <Out>(
	db: Db,
	{ ali }: Desk,
	run: (ctx: Ctx<WorkerActor>) => Promise<Out>,
	at = now,
	audit: AuditEvent | null = null
) =>
	work(
		db,
		{
			actor: { kind: 'worker', account: ali as AccountId, id: ali as WorkerId, hub: testHub, roles: ['supervisor'] },
			now: at,
			lang: 'en',
			requestId: 'helen',
			audit
		},
		run
	);

/** An agency's number for a case. */
export const aReferenceTo = (db: Db, caseId: string, agencyId: string, ref: string): Promise<string> =>
	db.as(job, now, async (tx) => {
		const id = newId(now);
		const refSealed = await sealAt(tx.keys, sealedPlaces.reference(caseId, id), ref);
		await addReference(tx, { id, hubId: testHub, caseId, agencyId, refSealed, refIndex: searchIndex.reference(tx.keys, ref), madeAt: now });
		return id;
	});

/** The log of the hub, oldest first, read as the one role that may. */
export const logOf = (db: Db) =>
	db.engine.tx('owner', async (q) => {
		await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
		return rowsOf<{ action: string; case_id: string | null; person_id: string | null; reason: string | null; object_id: string | null }>(
			await q.execute(
				sql`select action, case_id::text, person_id::text, reason, object_id from audit_event where chain = ${testHub} order by seq`
			)
		);
	});

/** Rows of the hub's chain whose hash is not the one of what they say and of the row before: none while nobody touched it. */
export const brokenLinks = (db: Db): Promise<number> =>
	db.engine.tx('owner', async (q) => {
		await q.execute(sql`select set_config('role', 'waymark_audit', true)`);
		const rows = rowsOf<{ broken: number }>(
			await q.execute(sql`with link as (
				select e.*, lag(hash) over (order by seq) as before, jsonb_build_array(chain, seq, (extract(epoch from at) * 1000)::bigint, actor_kind, actor_id, action, case_id, person_id,
					object_id, reason, request_id) || case when actor_role is null and detail_sealed is null then '[]'::jsonb
					else jsonb_build_array(actor_role, encode(sha256(detail_sealed), 'hex')) end as said
				from audit_event e where chain = ${testHub})
				select count(*)::int as broken from link where hash <> sha256(prev_hash || convert_to(said::text, 'UTF8')) or prev_hash <> coalesce(before, sha256(convert_to(chain, 'UTF8')))`)
		);
		return rows[0]?.broken ?? -1;
	});

/** Every row of every table as text, as a stolen dump holds it: bytes in hexadecimal. */
export const dumpOf = (db: Db): Promise<string> =>
	db.engine.tx('owner', async (q) => {
		await q.execute(sql`select set_config('role', 'waymark_worker', true), set_config('app.hub', ${testHub}, true)`);
		const names = [
			'person',
			'contact_way',
			'preference',
			'risk_mark',
			'cases',
			'reference',
			'task',
			'event',
			'telling',
			'data_key',
			'legal_hold',
			'breach'
		];
		const texts: string[] = [];
		for (const name of names) {
			const rows = rowsOf<{ row: string }>(await q.execute(sql`select t::text as row from ${sql.identifier(name)} t`));
			texts.push(...rows.map(({ row }) => row));
		}
		return texts.join('\n');
	});

/** How many rows a table of the hub has where a column is this. */
export const rowsWhere = (db: Db, table: string, column: string, value: string): Promise<number> =>
	db.as(job, now, async (tx) => {
		const rows = rowsOf<{ n: number }>(
			await tx.q.execute(sql`select count(*)::int as n from ${sql.identifier(table)} where ${sql.identifier(column)}::text = ${value}`)
		);
		return rows[0]?.n ?? -1;
	});

/** The same at the door, which alone sees accounts. */
export const doorRows = (db: Db, table: 'account' | 'session' | 'invitation' | 'challenge' | 'throttle'): Promise<number> =>
	db.as({ kind: 'door', hub: testHub }, now, async (tx) => {
		const rows = rowsOf<{ n: number }>(await tx.q.execute(sql`select count(*)::int as n from ${sql.identifier(table)}`));
		return rows[0]?.n ?? -1;
	});
