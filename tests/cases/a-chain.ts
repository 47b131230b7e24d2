import { sql, type SQL } from 'drizzle-orm';
import { anchorKey } from '#server/audit/anchor-line.ts';
import { hashOf, type ChainRow } from '#server/audit/canonical.ts';
import type { Wrong } from '#server/audit/diagnose.ts';
import { verifyOne } from '#server/audit/verify-all.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { chainPage } from '#server/db/queries/audit.ts';
import { appendAudit, type AuditRow } from '#server/db/queries/house.ts';
import type { Actor } from '#server/policy/actor.ts';
import type { AccountId, HubId, WorkerId } from '#shared/ids.ts';

export const now = new Date('2026-06-02T10:00:00.123Z');
const nobodyHub = '' as HubId;

/** A worker of a hub: her rows carry a role, those of the jobs do not. */
export const workerOf = (hub: string): Actor => ({
	kind: 'worker',
	account: newId<AccountId>(now),
	id: newId<WorkerId>(now),
	hub: hub as HubId,
	roles: ['care']
});

export async function append(
	db: Db,
	chain: string,
	rows: readonly AuditRow[],
	actor: Actor = { kind: 'job', hub: chain as HubId }
): Promise<void> {
	await db.as(actor, now, async (tx) => {
		for (const row of rows) await appendAudit(tx, row, 'test');
	});
}

/** A chain of its own with so many honest rows: some with a role, some with sealed words. */
export async function aChain(db: Db, length = 8): Promise<string> {
	const chain = newId(now);
	for (let n = 1; n <= length; n++) {
		const detail = n % 3 === 0 ? Buffer.from(`sealed ${n}`) : undefined;
		await append(db, chain, [{ action: 'case.viewed', objectId: String(n), reason: 'check', detail }], n % 2 ? workerOf(chain) : undefined);
	}
	return chain;
}

/** Does what only somebody above every role of the house can do: changes the log past its triggers. */
export async function tamper(db: Db, ...statements: SQL[]): Promise<void> {
	await db.engine.tx('owner', async (q) => {
		await q.execute(sql`alter table audit_event disable trigger user`);
		for (const statement of statements) await q.execute(statement);
		await q.execute(sql`alter table audit_event enable trigger user`);
	});
}

export const rowsIn = (db: Db, chain: string): Promise<ChainRow[]> =>
	db.as({ kind: 'job', hub: nobodyHub }, now, (tx) => chainPage(tx, chain, 0, 5000));

/** Hashes every row of a chain anew, and its head, as somebody would who owns the database and knows the code. */
export async function rehash(db: Db, chain: string, from = 1, to = Infinity): Promise<void> {
	const rows = await rowsIn(db, chain);
	const statements: SQL[] = [];
	let prev: Uint8Array | undefined = rows.find(({ seq }) => seq === from)?.prevHash;
	for (const row of rows.filter(({ seq }) => seq >= from && seq <= to)) {
		const hash = hashOf({ ...row, prevHash: prev ?? row.prevHash });
		statements.push(
			sql`update audit_event set prev_hash = ${prev ?? row.prevHash}, hash = ${hash} where chain = ${chain} and seq = ${row.seq}`
		);
		prev = hash;
	}
	const last = rows.at(-1)?.seq ?? 0;
	if (to >= last) statements.push(sql`update audit_head set hash = ${prev}, seq = ${last} where chain = ${chain}`);
	await tamper(db, ...statements);
}

/** Moves the rows from a place on by so many places, up or down, as a statement a unique key allows. */
export const shift = (chain: string, from: number, by: number): SQL[] => [
	sql`update audit_event set seq = -seq where chain = ${chain} and seq >= ${from}`,
	sql`update audit_event set seq = -seq + ${by} where chain = ${chain} and seq < 0`
];

/** What the verifier says of one chain. */
export const wrongIn = async (db: Db, chain: string, file = '/nonexistent/anchors'): Promise<Wrong | null> =>
	(await verifyOne(db, chain, file, now)).wrong;

export const keyOf = (db: Db) => anchorKey(db.provider);

/** What the owner of the database reads, past row security. */
export const asOwner = <T>(db: Db, statement: SQL): Promise<T[]> =>
	db.engine.tx('owner', async (q) => rowsOf<T>(await q.execute(statement)));
