import postgres from 'postgres';
import { drizzle } from 'drizzle-orm/postgres-js';
import { Away } from '#shared/faults.ts';
import { hasCode } from './fault-code.ts';
import * as schema from './schema/index.ts';
import type { Transaction } from './client.ts';

/** The connection is gone, or never came: the pool is thrown away. */
const lost = [
	...[
		'CONNECTION_CLOSED',
		'CONNECTION_ENDED',
		'CONNECTION_DESTROYED',
		'CONNECT_TIMEOUT',
		'ECONNREFUSED',
		'ECONNRESET',
		'EPIPE',
		'ETIMEDOUT'
	],
	...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', '08000', '08003', '08006', '57P01', '57P02', '57P03', '57P05']
];
/** The database is there and too busy: a statement or a lock took too long, or no connection is free. The pool stays. */
const busy = ['57014', '55P03', '53300'];
type Pool = { sql: postgres.Sql; db: ReturnType<typeof open>['db']; answeredAt: number };
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
	return { sql, db: drizzle(sql, { schema, casing: 'snake_case' }), answeredAt: performance.now() };
}

/**
 * Whether this is the one error that postgres.js throws from inside its socket when its connection dies. In the built server the driver is bundled and its
 * folder is not in the stack: there its function's name is all there is to know it by.
 */
export const isDriversOwn = (e: unknown): boolean =>
	e instanceof TypeError && / of null/.test(e.message) && /\bnextWrite\b|node_modules[\\/]postgres[\\/]/.test(e.stack ?? '');

/** That one error drops the pools (`docs/decisions`); any other ends the process. */
function guardProcess() {
	process.on('uncaughtException', (e) => {
		if (isDriversOwn(e)) {
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
	const listed = { drop: () => drop(pool) };
	pools.add(listed);
	return {
		/** One transaction; `within` milliseconds where it may take longer than a request. */
		async tx<T>(fn: Work<T>, within = deadline): Promise<T> {
			const mine = (pool ??= open(url, max, deadline));
			try {
				return await inTime(mine, fn, within, () => drop(mine));
			} catch (e) {
				if (hasCode(e, lost)) drop(mine);
				else if (!hasCode(e, busy)) throw e;
				throw new Away('the database did not answer', { cause: e });
			}
		},
		/** The bare connection, for migrations and COPY only. */
		raw: () => (pool ??= open(url, max, deadline)).sql,
		close: async () => {
			pools.delete(listed);
			const last = pool;
			pool = null;
			await last?.sql.end({ timeout: 2 });
		}
	};
}

/**
 * One connection that listens on a channel and is asked for nothing else, as a role that may read nothing of ours but the public directory: to listen no right is needed (`live` logs in as that role).
 * `gone` is called once, when it has ended, whoever ended it.
 * @throws Away when it cannot be made.
 */
export async function listeningConnection(url: string, channel: string, heard: (payload: string) => void, gone: () => void) {
	if (!isGuarded) guardProcess();
	isGuarded = true;
	let isGone = false;
	const end = () => {
		if (isGone) return;
		isGone = true;
		pools.delete(listed);
		sql.end({ timeout: 1 }).catch(() => {});
		gone();
	};
	const listed = { drop: end };
	const options = { max: 1, fetch_types: false, connect_timeout: 3, max_lifetime: null, onnotice: () => {}, onclose: end };
	const sql = postgres(url, { ...options, onnotify: (_channel: string, payload: string) => heard(payload) } as postgres.Options<never>);
	pools.add(listed);
	const soon = <T>(asked: Promise<T>) => {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_, no) => (timer = setTimeout(() => no(new Away('deadline')), 4000)));
		return Promise.race([asked, late]).finally(() => clearTimeout(timer));
	};
	try {
		await soon(sql`set role waymark_public`.simple());
		await soon(sql`listen ${sql(channel)}`.simple());
	} catch (e) {
		end();
		throw new Away('cannot listen', { cause: e });
	}
	return {
		/** Whether it still answers: a half-open line says nothing and ends nothing. It is ended where not. */
		beat: () => soon(sql`select 1`.simple()).then(() => {}, end),
		end
	};
}

type Work<T> = (tx: Transaction) => Promise<T>;

/** A transaction that is answered by its deadline, and once it was late does not commit: whoever asked was told that it failed. */
async function inTime<T>(pool: Pool, fn: Work<T>, within: number, drop: () => void): Promise<T> {
	const startedAt = performance.now();
	let [hasBegun, isLate] = [false, false];
	const stillInTime = () => {
		if (isLate) throw new Away('deadline');
	};
	const work = pool.db.transaction(async (tx) => {
		pool.answeredAt = performance.now();
		hasBegun = true;
		stillInTime();
		const out = await fn(tx as unknown as Transaction);
		stillInTime();
		return out;
	});
	work.catch(() => {});
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, no) => {
		timer = setTimeout(() => {
			isLate = true;
			// Waiting for a free connection while others are answered is a busy house, not a dead one: their pool stays.
			if (hasBegun || pool.answeredAt < startedAt) drop();
			no(new Away('deadline'));
		}, within);
	});
	return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
