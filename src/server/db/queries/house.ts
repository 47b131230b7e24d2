import { sql } from 'drizzle-orm';
import type { AuditEvent } from '#shared/audit-events.ts';
import { actsAs, whoActs } from '../../policy/actor.ts';
import type { Tx } from '../as.ts';
import { rowsOf } from '../migrate.ts';
import { newId } from '../keyring.ts';
import { meta } from '../schema/house.ts';

export type AuditRow = {
	action: AuditEvent;
	caseId?: string | undefined;
	personId?: string | undefined;
	objectId?: string | undefined;
	reason?: string | undefined;
	/** Sealed words that belong to the row, such as why somebody broke the glass. */
	detail?: Buffer | undefined;
};

/** Appends one row to the hub's hash chain, or the instance's where there is no hub. The last statement of a change: the chain's head stays locked until the commit. */
export async function appendAudit(db: Tx, row: AuditRow, requestId: string): Promise<void> {
	const { actor, now } = db;
	const { kind, id } = whoActs(actor);
	await db.q.execute(
		sql`select audit_append(${now.toISOString()}::timestamptz, ${kind}, ${id}::uuid, ${actsAs(actor)}, ${row.action}, ${row.caseId ?? null}::uuid, ${row.personId ?? null}::uuid, ${row.objectId ?? null}, ${row.reason ?? null}, ${requestId}, ${row.detail ?? null}::bytea)`
	);
}

/** Writes an event for other rooms. Ids and codes only: the outbox is not sealed. */
export async function appendOutbox(db: Tx, kind: string, payload: Record<string, string>): Promise<void> {
	await db.q.execute(
		sql`select outbox_append(${newId(db.now)}::uuid, ${kind}, ${JSON.stringify(payload)}::jsonb, ${db.now.toISOString()}::timestamptz)`
	);
}

/** A fact about this database itself, such as when the demo was seeded. */
export async function metaOf(db: Tx, key: string): Promise<string | null> {
	const rows = rowsOf<{ value: string }>(await db.q.execute(sql`select value from meta where key = ${key}`));
	return rows[0]?.value ?? null;
}

/** Writes such a fact, or replaces it. */
export async function setMeta(db: Tx, key: string, value: string): Promise<void> {
	await db.q.insert(meta).values({ key, value }).onConflictDoUpdate({ target: meta.key, set: { value } });
}
