import { and, asc, eq, gt, ne, sql } from 'drizzle-orm';
import { newDataKey } from '../../crypto/data-key.ts';
import type { Tx } from '../as.ts';
import { scopeName, type Scope } from '../keyring.ts';
import { rowsOf } from '../migrate.ts';
import { dataKey } from '../schema/people.ts';
import type { SealedColumn, SealedRow } from '../sealed-columns.ts';

export type KeyRow = typeof dataKey.$inferSelect;
const batch = 100;

/** Which master key wraps how many data keys of which hub, over all hubs: the one question here that has no hub. Counts only, by a function of the database. */
export async function kekUse(db: Tx): Promise<{ hub: string; kekId: string; keys: number }[]> {
	return rowsOf(await db.q.execute(sql`select hub_id::text as hub, kek_id as "kekId", keys::int as keys from kek_use()`));
}

/**
 * Data keys of this hub that another master key than `kekId` wraps, after `after`; at most 100. Held until the commit, without those that somebody else holds: who
 * never waits while holding cannot lock anyone out.
 */
export function keysWrappedOtherwise(db: Tx, kekId: string, after: string): Promise<KeyRow[]> {
	return db.q
		.select()
		.from(dataKey)
		.where(and(eq(dataKey.hubId, db.hub), ne(dataKey.kekId, kekId), gt(dataKey.id, after)))
		.orderBy(asc(dataKey.id))
		.limit(batch)
		.for('no key update', { skipLocked: true });
}

/** All data keys of this hub, after `after`; at most 100. */
export function keysAfter(db: Tx, after: string): Promise<KeyRow[]> {
	return db.q
		.select()
		.from(dataKey)
		.where(and(eq(dataKey.hubId, db.hub), gt(dataKey.id, after)))
		.orderBy(asc(dataKey.id))
		.limit(batch);
}

/** Puts a newly wrapped key in the place of `old`, if that still stands there. @returns whether it did: of two rotations at once one changes nothing. */
export async function rewrapKey(db: Tx, { id, wrapped: old }: KeyRow, next: { wrapped: Buffer; kekId: string }): Promise<boolean> {
	const rows = await db.q
		.update(dataKey)
		.set(next)
		.where(and(eq(dataKey.hubId, db.hub), eq(dataKey.id, id), eq(dataKey.wrapped, old)))
		.returning({ id: dataKey.id });
	return rows.length === 1;
}

/** A scope of this hub whose newest key has this version. */
export type ScopeVersion = { kind: Scope['kind']; subject: string; version: number };

/** Scopes of this hub whose newest key was made before `since`; at most 100, to be asked again until there are none. */
export async function scopesBefore(db: Tx, since: Date): Promise<ScopeVersion[]> {
	const found = await db.q.execute(sql`
		select kind, subject::text as subject, max(version)::int as version from data_key where hub_id = ${db.hub}
		group by kind, subject having max(made_at) < ${since.toISOString()}::timestamptz order by kind, subject limit ${batch}`);
	return rowsOf(found);
}

/**
 * Gives these scopes of this hub one more version of their key. Of two rotations at once one finds it made. This process forgets what it remembers of them, so
 * that it seals with the new one.
 */
export async function addKeyVersions(db: Tx, scopes: readonly ScopeVersion[]): Promise<void> {
	if (!scopes.length) return;
	const rows = scopes.map(({ kind, subject, version }) => {
		const { id, wrapped, kekId } = newDataKey(db.provider, scopeName(kind, subject));
		return { id, hubId: db.hub, kind, subject, version: version + 1, wrapped, kekId, madeAt: db.now };
	});
	await db.q
		.insert(dataKey)
		.values(rows)
		.onConflictDoNothing({ target: [dataKey.kind, dataKey.subject, dataKey.version] });
	for (const { kind, subject } of scopes) db.keys.forget(kind === 'hub' || kind === 'feed' ? { kind } : { kind, id: subject });
}

// The bytes are compared: a value that was tampered with need not hold a uuid.
const keyOf = (sealed: SealedColumn['sealed']) => sql`substring(${sealed} from 2 for 16)`;
const isNewer = sql`exists (select from data_key newer where newer.hub_id = key.hub_id and newer.kind = key.kind and newer.subject = key.subject and newer.version > key.version)`;
const ownerOf = ({ personId, caseId }: SealedColumn) =>
	sql`${personId ? sql`${personId}::text` : sql`null::text`} as "personId", ${caseId ? sql`${caseId}::text` : sql`null::text`} as "caseId"`;

export type SealedValue = SealedRow & { sealed: Buffer };
const toValue = (row: SealedValue): SealedValue => ({ ...row, sealed: Buffer.from(row.sealed) });

/** Values of this hub's column that an older version of their key sealed, after `after`; at most 100. Held as above: a person's page must not wait for a rotation. */
export async function valuesOnOldKeys(db: Tx, column: SealedColumn, after: string): Promise<SealedValue[]> {
	const { table, id, hub, sealed } = column;
	const found = await db.q.execute(sql`
		select ${id}::text as id, ${sealed} as sealed, ${ownerOf(column)} from ${table}
		inner join data_key key on key.hub_id = ${hub} and uuid_send(key.id) = ${keyOf(sealed)}
		where ${hub} = ${db.hub} and ${id} > ${after} and ${isNewer} order by ${id} limit ${batch}
		for no key update of ${table} skip locked`);
	return rowsOf<SealedValue>(found).map(toValue);
}

/** Values of this hub's column whose key is here, after `after`; at most 100. */
export async function sealedValues(db: Tx, column: SealedColumn, after: string): Promise<SealedValue[]> {
	const { table, id, hub, sealed } = column;
	const found = await db.q.execute(sql`
		select ${id}::text as id, ${sealed} as sealed, ${ownerOf(column)} from ${table}
		inner join data_key key on key.hub_id = ${hub} and uuid_send(key.id) = ${keyOf(sealed)}
		where ${hub} = ${db.hub} and ${id} > ${after} order by ${id} limit ${batch}`);
	return rowsOf<SealedValue>(found).map(toValue);
}

/** Puts a value sealed anew in the place of `old`, if that still stands there: what somebody saved meanwhile stays. @returns whether it did. */
export async function resealValue(db: Tx, column: SealedColumn, { id: row, sealed: old }: SealedValue, next: Buffer): Promise<boolean> {
	const { table, id, hub, sealed } = column;
	const changed = await db.q.execute(sql`
		update ${table} set ${sql.identifier(sealed.name)} = ${next} where ${hub} = ${db.hub} and ${id} = ${row} and ${sealed} = ${old} returning ${id}`);
	return rowsOf(changed).length === 1;
}

/** How many values this hub's column holds; of these on an older version of their key; and with a key that is gone, because it was shredded or lost. */
export async function valueCounts(db: Tx, { table, hub, sealed }: SealedColumn): Promise<{ all: number; old: number; gone: number }> {
	const found = await db.q.execute(sql`
		select count(*)::int as all, (count(*) filter (where ${isNewer}))::int as old, (count(*) filter (where key.id is null))::int as gone from ${table}
		left join data_key key on key.hub_id = ${hub} and uuid_send(key.id) = ${keyOf(sealed)} where ${hub} = ${db.hub} and ${sealed} is not null`);
	return rowsOf<{ all: number; old: number; gone: number }>(found)[0] ?? { all: 0, old: 0, gone: 0 };
}

/** Which older versions of keys this hub's column still needs, in hex. */
export async function oldKeysUsed(db: Tx, { table, hub, sealed }: SealedColumn): Promise<string[]> {
	const found = await db.q.execute(sql`
		select distinct encode(${keyOf(sealed)}, 'hex') as id from ${table}
		inner join data_key key on key.hub_id = ${hub} and uuid_send(key.id) = ${keyOf(sealed)} where ${hub} = ${db.hub} and ${isNewer}`);
	return rowsOf<{ id: string }>(found).map(({ id }) => id);
}

/** Which keys the details in this hub's log need, in hex: these are never sealed anew. */
export async function keysInLog(db: Tx): Promise<string[]> {
	const found = await db.q.execute(sql`select encode(key_id, 'hex') as id from keys_in_log()`);
	return rowsOf<{ id: string }>(found).map(({ id }) => id);
}

export type OldKey = { id: string; kind: Scope['kind']; subject: string; newestAt: Date };

/** Keys of this hub that have a newer version, with the time at which the newest was made. */
export async function oldKeys(db: Tx): Promise<OldKey[]> {
	const found = await db.q.execute(sql`
		select key.id::text as id, key.kind, key.subject::text as subject,
			(select extract(epoch from max(newer.made_at)) * 1000 from data_key newer where newer.hub_id = key.hub_id and newer.kind = key.kind and newer.subject = key.subject)::bigint::text as at
		from data_key key where key.hub_id = ${db.hub} and ${isNewer} order by key.id limit 100000`);
	return rowsOf<Omit<OldKey, 'newestAt'> & { at: string }>(found).map(({ at, ...key }) => ({ ...key, newestAt: new Date(Number(at)) }));
}

/** Deletes older versions of this hub's keys that nothing needs any more. The newest version of a scope is never among them, whatever is asked. @returns how many. */
export async function dropOldKeys(db: Tx, ids: readonly string[]): Promise<number> {
	if (!ids.length) return 0;
	const gone = await db.q.execute(sql`
		delete from data_key key where key.hub_id = ${db.hub} and key.id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[]) and ${isNewer} returning key.id`);
	return rowsOf(gone).length;
}

/**
 * Ends a case's or a person's sealed fields for ever (vault 4.1, crypto-shredding): every version of their key is deleted and forgotten here at once; other servers
 * forget it within a minute. Rows, counts and the log stay. A copy of the database from before still holds the wrapped key: backups have to end too. Asked by a job.
 * @returns how many versions there were.
 */
export async function shredScope(db: Tx, scope: Extract<Scope, { id: string }>): Promise<number> {
	const rows = await db.q
		.delete(dataKey)
		.where(and(eq(dataKey.hubId, db.hub), eq(dataKey.kind, scope.kind), eq(dataKey.subject, scope.id)))
		.returning({ id: dataKey.id });
	db.keys.forget(scope);
	return rows.length;
}
