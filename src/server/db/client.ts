import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { Away, CannotNow } from '#shared/faults.ts';
import { guardedPool, listeningConnection } from './guarded-pool.ts';
import { keepListening } from './listen.ts';
import { lockDataDir } from './lock.ts';
import type * as schema from './schema/index.ts';

/** A drizzle transaction of either engine. */
export type Transaction = PgDatabase<PgQueryResultHKT, typeof schema>;

export const dbRoles = ['door', 'public', 'person', 'console', 'agency', 'worker', 'report'] as const;
export type DbRole = (typeof dbRoles)[number];

/** An open database. `tx` is the only way in; nothing but `db.as()` and the migrator may call it. */
export type Engine = {
	kind: 'postgres' | 'pglite';
	/** A transaction for a role. `mustSet` says that the login is not the role itself, so that the transaction has to take it on. `within` milliseconds, for a migration. */
	tx<T>(role: DbRole | 'owner', fn: (tx: Transaction, mustSet: boolean) => Promise<T>, within?: number): Promise<T>;
	/** Many statements at once, outside any transaction, as the owner. */
	exec(sql: string): Promise<void>;
	/** Hears what is told on a channel, once it was committed, until the answer is called. `gap`: something may have been missed. */
	listen(channel: string, heard: (payload: string) => void, gap: () => void): () => Promise<void>;
	close(): Promise<void>;
};

export type EngineOptions = {
	url?: string | undefined;
	dataDir?: string | undefined;
	snapshot?: Blob;
	rolePasswords?: Record<DbRole, string> | undefined;
};

const inside = new AsyncLocalStorage<true>();

/** One transaction at a time in one flow: a second one on PGlite would wait for the first for ever. */
function once<T>(run: () => Promise<T>): Promise<T> {
	if (inside.getStore()) throw new Error('a transaction was opened inside another: use the one in ctx');
	return inside.run(true, run);
}

/** Opens PostgreSQL by its address, or the embedded PGlite in a folder (in memory without one). */
export async function openEngine(options: EngineOptions): Promise<Engine> {
	return options.url ? openPostgres(options.url, options.rolePasswords) : openPglite(options);
}

function openPostgres(url: string, passwords?: Record<DbRole, string>): Engine {
	const owner = guardedPool(url, passwords ? 2 : 8);
	const pools = new Map<string, ReturnType<typeof guardedPool>>([['owner', owner]]);
	for (const role of passwords ? dbRoles : []) {
		const login = new URL(url);
		login.username = `waymark_${role}`;
		login.password = passwords?.[role] ?? '';
		pools.set(role, guardedPool(login.href, role === 'report' ? 1 : 6));
	}
	return {
		kind: 'postgres',
		tx: (role, fn, within) => once(() => (pools.get(role) ?? owner).tx((tx) => fn(tx, role !== 'owner' && !passwords), within)),
		exec: async (sql) => {
			await owner.raw().unsafe(sql).simple();
		},
		listen: (channel, heard, gap) => {
			const login = new URL(url);
			if (passwords) [login.username, login.password] = ['waymark_public', passwords.public];
			return keepListening((gone) => listeningConnection(login.href, channel, heard, gone), gap);
		},
		close: async () => {
			await Promise.all([...pools.values()].map((pool) => pool.close()));
		}
	};
}

/** A transaction that hangs holds up everybody on PGlite's one connection: its caller is told, and it may not commit afterwards. */
async function inTime<T>(within: number, run: (isLate: () => boolean) => Promise<T>): Promise<T> {
	let isLate = false;
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, no) => {
		timer = setTimeout(() => {
			isLate = true;
			no(new Away('deadline'));
		}, within);
	});
	const work = run(() => isLate);
	work.catch(() => {});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function openPglite({ dataDir, snapshot }: EngineOptions): Promise<Engine> {
	const unlock = dataDir ? lockDataDir(dataDir) : () => {};
	const [{ PGlite }, { pg_trgm }, { drizzle }, schema] = await Promise.all([
		import('@electric-sql/pglite'),
		import('@electric-sql/pglite/contrib/pg_trgm'),
		import('drizzle-orm/pglite'),
		import('./schema/index.ts')
	]);
	if (dataDir) mkdirSync(dirname(dataDir), { recursive: true });
	const client = await PGlite.create({
		// The default of 128 MB is allocated inside the wasm heap; a demonstration needs far less.
		startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
		...(dataDir ? { dataDir } : {}),
		...(snapshot ? { loadDataDir: snapshot } : {}),
		extensions: { pg_trgm }
	}).catch((e: unknown) => {
		unlock();
		throw new CannotNow(`The data folder ${dataDir} cannot be opened. Move it away, or set DATA_DIR.`, { cause: e });
	});
	const db = drizzle(client, { schema, casing: 'snake_case' });
	return {
		kind: 'pglite',
		tx: (role, fn, within = 15_000) =>
			once(() =>
				inTime(within, (isLate) =>
					db.transaction(async (tx) => {
						const out = await fn(tx as unknown as Transaction, role !== 'owner');
						// Whoever asked has been told that it did not happen: it must not.
						if (isLate()) throw new Away('deadline');
						return out;
					})
				)
			),
		exec: async (sql) => {
			await client.exec(sql);
		},
		// One process, one connection: what it hears it said itself.
		listen: (channel, heard) => {
			// What is told is told in the middle of somebody's transaction, and what follows from it is no part of that.
			const outside = AsyncLocalStorage.snapshot();
			const listening = client.listen(channel, (payload) => outside(heard, payload));
			listening.catch(() => {});
			return async () => (await listening)().catch(() => {});
		},
		close: async () => {
			await client.close();
			unlock();
		}
	};
}
