import postgres from 'postgres';
import { drizzle } from 'drizzle-orm/postgres-js';
import { Away } from '#shared/faults.ts';
import * as schema from './schema/index.ts';
import type { Transaction } from './client.ts';

const lost = [
	'CONNECTION_CLOSED',
	'CONNECTION_ENDED',
	'CONNECTION_DESTROYED',
	'CONNECT_TIMEOUT',
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'57P01',
	'57P02',
	'57P03'
];
type Pool = { sql: postgres.Sql; db: ReturnType<typeof open>['db'] };
const pools = new Set<{ drop(): void }>();

function open(url: string, max: number, deadline: number) {
	const sql = postgres(url, {
		max,
		fetch_types: false,
		connect_timeout: 3,
		idle_timeout: 30,
		max_lifetime: 1800,
		onnotice: () => {},
		connection: { statement_timeout: deadline - 1000 }
	});
	return { sql, db: drizzle(sql, { schema, casing: 'snake_case' }) };
}

/** postgres.js may throw from inside its socket when its connection dies (`docs/decisions`): that one error drops the pools, any other ends the process. */
function guardProcess() {
	process.on('uncaughtException', (e) => {
		if (e instanceof TypeError && /postgres/.test(e.stack ?? '') && /(socket|null)/.test(e.message)) {
			for (const pool of pools) pool.drop();
			return;
		}
		process.stderr.write(`${e.stack}\n`);
		process.exit(1);
	});
}
let isGuarded = false;

/**
 * The only holder of a PostgreSQL pool: a deadline that rejects and throws the pool away, and a fresh pool after a lost connection.
 * @throws Away when the database does not answer in `deadline` milliseconds.
 */
export function guardedPool(url: string, max = 8, deadline = 6000) {
	if (!isGuarded) guardProcess();
	isGuarded = true;
	let pool: Pool | null = null;
	const drop = (dead: Pool | null) => {
		if (!dead) return;
		if (pool === dead) pool = null;
		dead.sql.end({ timeout: 1 }).catch(() => {});
	};
	pools.add({ drop: () => drop(pool) });
	return {
		async tx<T>(fn: (tx: Transaction) => Promise<T>): Promise<T> {
			const mine = (pool ??= open(url, max, deadline));
			const work = mine.db.transaction((tx) => fn(tx as unknown as Transaction));
			work.catch(() => {});
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<never>((_, no) => {
				timer = setTimeout(() => no(new Away('deadline')), deadline);
			});
			try {
				return await Promise.race([work, late]);
			} catch (e) {
				if (!(e instanceof Away) && !isLost(e)) throw e;
				drop(mine);
				throw e instanceof Away ? e : new Away('connection lost', { cause: e });
			} finally {
				clearTimeout(timer);
			}
		},
		/** The bare connection, for migrations and COPY only. */
		raw: () => (pool ??= open(url, max, deadline)).sql,
		close: async () => {
			await pool?.sql.end({ timeout: 2 });
		}
	};
}

function isLost(e: unknown): boolean {
	for (let at = e as { code?: string; cause?: unknown } | undefined; at; at = at.cause as typeof at)
		if (at.code && lost.includes(at.code)) return true;
	return false;
}
