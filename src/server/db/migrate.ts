import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { CannotNow } from '#shared/faults.ts';
import { hasCode } from './fault-code.ts';
import { dbRoles, type Engine, type Transaction } from './client.ts';

const lockKey = 7_205_118;
const roleNames = ['owner', 'door', 'public', 'person', 'console', 'agency', 'worker', 'report', 'audit'];

/** A migration of a large table takes longer than a request may. */
const longest = 3_600_000;

/**
 * Roles belong to the cluster: made if missing, under a lock, and never superuser or past row security. The lock holds in one database only: whoever prepares
 * another one of the cluster at this moment may make the same role first. Roles that log in have limits of their own, longer than those of our pools: they
 * hold for whoever else comes in with such a login.
 */
const makeRoles = `set local statement_timeout = 0; do $$
declare r text;
begin
	perform pg_advisory_xact_lock(${lockKey});
	foreach r in array array[${roleNames.map((name) => `'waymark_${name}'`).join(',')}] loop
		if not exists (select from pg_roles where rolname = r) then
			begin
				execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', r);
			exception when duplicate_object or unique_violation then null;
			end;
		end if;
		if not pg_has_role(current_user, r, 'member') then execute format('grant %I to current_user', r); end if;
	end loop;
	if not pg_has_role('waymark_owner', 'waymark_audit', 'member') then grant waymark_audit to waymark_owner; end if;
	foreach r in array array[${dbRoles.map((name) => `'waymark_${name}'`).join(',')}] loop
		if not exists (select from pg_roles where rolname = r and rolconfig::text like '%idle_in_transaction_session_timeout=%') then
			execute format('alter role %I set statement_timeout = %L', r, '30s');
			execute format('alter role %I set lock_timeout = %L', r, '5s');
			execute format('alter role %I set idle_in_transaction_session_timeout = %L', r, '60s');
		end if;
	end loop;
	-- As the owner of the database, whose grants these are: a migration that revokes them as waymark_owner changes nothing, without an error. A temporary table
	-- of the same name would stand before ours: nobody of the house needs one.
	revoke all on schema public from public;
	execute format('revoke temporary on database %I from public', current_database());
	execute format('grant create, connect on database %I to waymark_owner', current_database());
	execute format('grant connect on database %I to waymark_door, waymark_public, waymark_person, waymark_console, waymark_agency, waymark_worker, waymark_report', current_database());
	grant usage, create on schema public to waymark_owner with grant option;
end $$`;

type Migration = { name: string; statements: string[]; hash: string };

function migrationsIn(folder: string): Migration[] {
	const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: { tag: string }[] };
	return journal.entries.map(({ tag }) => {
		const text = readFileSync(join(folder, `${tag}.sql`), 'utf8');
		return { name: tag, statements: text.split('--> statement-breakpoint'), hash: createHash('sha256').update(text).digest('hex') };
	});
}

async function doneIn(tx: Transaction): Promise<Map<string, string>> {
	const there = rowsOf<{ there: string | null }>(await tx.execute(sql`select to_regclass('waymark_migration')::text as there`));
	if (!there[0]?.there) return new Map();
	const done = rowsOf<{ name: string; hash: string }>(await tx.execute(sql`select name, hash from waymark_migration`));
	return new Map(done.map(({ name, hash }) => [name, hash]));
}

/** Raw rows, whatever the driver's result looks like. */
export const rowsOf = <T>(result: unknown): T[] => (Array.isArray(result) ? [...(result as T[])] : ((result as { rows: T[] }).rows ?? []));

/**
 * Brings the schema up to date: each migration is one transaction with its own record, under a lock (drizzle's migrator has none), as `waymark_owner`.
 * @returns the names applied. @throws CannotNow when a landed migration was edited afterwards.
 */
export async function migrate(engine: Engine, folder: string): Promise<string[]> {
	await insist(() => engine.exec(makeRoles), ['XX000', '23505']);
	const applied: string[] = [];
	for (const migration of migrationsIn(folder))
		if (await insist(() => engine.tx('owner', (tx) => apply(tx, migration), longest), ['55P03'])) applied.push(migration.name);
	return applied;
}

/** @returns whether it was new. */
async function apply(tx: Transaction, migration: Migration): Promise<boolean> {
	await tx.execute(sql`select set_config('statement_timeout', '0', true), set_config('role', 'waymark_owner', true)`);
	await tx.execute(sql`select pg_advisory_xact_lock(${lockKey})`);
	await tx.execute(sql`create table if not exists waymark_migration (name text primary key, hash text not null)`);
	const before = (await doneIn(tx)).get(migration.name);
	if (before && before !== migration.hash) throw new CannotNow(`The migration ${migration.name} was edited after it landed.`);
	if (before) return false;
	// Behind a change that waits for a table everybody else waits too: it gives up soon and comes again (R-12).
	await tx.execute(sql`select set_config('lock_timeout', '2s', true)`);
	for (const statement of migration.statements) await runAll(tx, statement);
	await tx.execute(sql`insert into waymark_migration (name, hash) values (${migration.name}, ${migration.hash})`);
	return true;
}

/** Tries again where somebody else was in the way: another migrator of this cluster, or those who use the table. */
async function insist<T>(run: () => Promise<T>, codes: readonly string[], tries = 10): Promise<T> {
	try {
		return await run();
	} catch (e) {
		if (tries <= 1 || !hasCode(e, codes)) throw e;
		await new Promise((later) => setTimeout(later, 300));
		return insist(run, codes, tries - 1);
	}
}

/** drizzle sends prepared statements, one at a time: a block of several is cut at the ends of lines, outside dollar quotes. */
async function runAll(tx: Transaction, block: string) {
	const parts: string[] = [];
	let quoted = false;
	let current = '';
	for (const line of block.split('\n')) {
		if ((line.split('$$').length - 1) % 2 === 1) quoted = !quoted;
		current += `${line}\n`;
		if (!quoted && /;\s*$/.test(line)) {
			parts.push(current);
			current = '';
		}
	}
	for (const part of [...parts, current]) if (part.replace(/^\s*--.*$/gm, '').trim()) await tx.execute(sql.raw(part));
}

/** Which migrations of the folder this database has not had. */
export async function pending(engine: Engine, folder: string): Promise<string[]> {
	const done = await engine.tx('owner', (tx) => doneIn(tx));
	return migrationsIn(folder)
		.map(({ name }) => name)
		.filter((name) => !done.has(name));
}
