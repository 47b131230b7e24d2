// Target 16 of performance.md and the speed of import: 100,000 invented services in a database of their own, asked in turns, each beside a look-up by key.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import process from 'node:process';
import { join } from 'node:path';
import postgres from 'postgres';
import { memoryKeys } from '../../src/server/crypto/key-file.ts';
import { createDb } from '../../src/server/db/as.ts';
import { openEngine } from '../../src/server/db/client.ts';
import { migrate } from '../../src/server/db/migrate.ts';
import { findServices, likeWords, listServices, nearestServices, serviceBySlug } from '../../src/server/db/queries/directory.ts';
import { onMap } from '../../src/features/directory/domain/map.ts';
import { rowsOfEntry } from '../../src/features/directory/server/entry-rows.ts';
import { keepEntries } from '../../src/features/directory/server/keep-entries.ts';
import { areas, invented, seeded } from './directory-entries.mjs';
import { cpuOf } from './serving.mjs';

const count = Number(process.env.BENCH_SERVICES ?? 100_000);
const atOnce = 1000;
const now = new Date('2026-06-02T10:00:00Z');
const today = '2026-06-02';
const job = /** @type {any} */ ({ kind: 'job', hub: '01930000-0000-7000-8000-000000000001' });
const tables = ['organisation', 'location', 'service', 'service_location', 'service_find', 'service_listing'];

/** @param {number[]} list */
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

/** Nothing where the database runs on another machine, or the process has ended. @param {number} pid */
const here = (pid) => {
	try {
		return cpuOf(pid);
	} catch {
		return 0;
	}
};
/** Milliseconds of CPU so far of this process and of each process of the database that serves it. @param {postgres.Sql} sql */
async function spent(sql) {
	const { user, system } = process.cpuUsage();
	const rows = await sql`select pid from pg_stat_activity where datname = current_database()`;
	return new Map([[0, (user + system) / 1000], ...rows.map(({ pid }) => /** @type {const} */ ([Number(pid), here(pid)]))]);
}
/** How long it took: on the clock, and on one core. @param {postgres.Sql} sql @param {() => Promise<unknown>} run */
async function timed(sql, run) {
	const before = await spent(sql);
	const started = performance.now();
	await run();
	const clock = performance.now() - started;
	return { clock, cpu: [...(await spent(sql))].reduce((sum, [pid, cpu]) => sum + cpu - (before.get(pid) ?? 0), 0) };
}

/** The whole of what an import does with entries once they are read. @param {import('../../src/server/db/as.ts').Db} db @param {postgres.Sql} sql */
async function load(db, sql) {
	const taken = { clock: 0, cpu: 0 };
	const entries = invented(count);
	for (let from = 0; from < count; from += atOnce) {
		const batch = Array.from({ length: Math.min(atOnce, count - from) }, () => entries.next().value);
		const { clock, cpu } = await timed(sql, () => {
			const rows = batch.flatMap((entry) => {
				const slug = `service-${entry?.service.id}`;
				return entry ? [rowsOfEntry(entry, { sourceId: null, agencyId: null, slug, isShown: true, isAccredited: false }, today)] : [];
			});
			return db.as(job, now, (tx) => keepEntries(tx, rows));
		});
		taken.clock += clock;
		taken.cpu += cpu;
	}
	return taken;
}

/** The same rows, as they stand, by COPY into tables with the same indexes: no checks, no keys to others, nothing to work out. @param {postgres.Sql} sql */
async function raw(sql) {
	const taken = { clock: 0, cpu: 0 };
	for (const table of tables) {
		await sql.unsafe(`create table raw_${table} (like ${table} including all)`);
		const bytes = await buffer(await sql.unsafe(`copy ${table} to stdout`).readable());
		const { clock, cpu } = await timed(sql, async () =>
			pipeline(Readable.from([bytes]), await sql.unsafe(`copy raw_${table} from stdin`).writable())
		);
		taken.clock += clock;
		taken.cpu += cpu;
		await sql.unsafe(`drop table raw_${table}`);
	}
	return taken;
}

/** @param {() => number} random */
function questions(random) {
	/** @template T @param {readonly T[]} list @returns {T} */
	const one = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);
	const words = ['counselling', 'housing', 'debt', 'mediation', 'advocacy', 'witness', 'refuge', 'therapy'];
	const misspelt = ['counceling', 'houseing', 'mediaton', 'advocasy', 'witnes', 'refudge', 'theropy', 'benifits'];
	const word = () => ({ words: [{ word: one(words), codes: [] }] });
	/** @typedef {import('../../src/server/db/as.ts').Tx} Tx */
	return {
		key: (/** @type {Tx} */ tx) =>
			serviceBySlug(tx, `service-0193b001-0000-7000-9000-${String(1 + Math.floor(random() * count)).padStart(12, '0')}`, today),
		'area + need': (/** @type {Tx} */ tx) => listServices(tx, [one(areas), 'all'], 1 + Math.floor(random() * 8), today),
		'text in an area': (/** @type {Tx} */ tx) =>
			findServices(tx, { ...word(), groups: [[`area.${one(areas)}`, 'area.all']] }, today, 0, 20),
		nearest: (/** @type {Tx} */ tx) =>
			nearestServices(tx, onMap(50.5 + random() * 5, -4.5 + random() * 6) ?? { x: 0, y: 52 }, { words: [], groups: [] }, today, 20),
		misspelt: async (/** @type {Tx} */ tx) => {
			const like = await likeWords(tx, one(misspelt));
			return findServices(tx, { words: like.map((each) => ({ word: each, codes: [] })), groups: [], isAnyWord: true }, today, 0, 20);
		},
		'ranked, national': (/** @type {Tx} */ tx) => findServices(tx, { ...word(), groups: [] }, today, 0, 20)
	};
}

/** @param {string | null} url @param {number} rounds @returns {Promise<string[][]>} */
export async function benchDirectory(url, rounds) {
	if (!url) return [];
	const admin = postgres(url, { max: 1, onnotice() {} });
	await admin.unsafe('drop database if exists bench_directory');
	await admin.unsafe('create database bench_directory');
	const at = new URL(url);
	at.pathname = '/bench_directory';
	const engine = await openEngine({ url: at.href });
	const sql = postgres(at.href, { max: 1, onnotice() {} });
	try {
		await migrate(engine, join(import.meta.dirname, '..', '..', 'drizzle'));
		const db = createDb(engine, memoryKeys());
		const own = await load(db, sql);
		const copied = await raw(sql);
		await sql.unsafe('vacuum analyze');
		/** @type {Record<string, number[]>} */
		const taken = {};
		const random = seeded(7);
		const asked = Object.entries(questions(random));
		for (let round = -1; round < rounds * 8; round++)
			await db.as({ kind: 'reader' }, now, async (tx) => {
				for (const [what, ask] of asked) {
					// The quickest of three: whoever else uses the machine interrupts a long question more often than a short one.
					let least = Infinity;
					for (let turn = 0; turn < 3; turn++) {
						const started = performance.now();
						const found = await ask(tx);
						if (!found || (Array.isArray(found) && !found.length)) throw new Error(`${what}: nothing was found`);
						least = Math.min(least, performance.now() - started);
					}
					if (round >= 0) (taken[what] ??= []).push(least);
				}
			});
		const key = median(taken.key ?? []);
		const targets = { 'area + need': 4, 'text in an area': 10, nearest: 20, misspelt: 50, 'ranked, national': 50 };
		return [
			[`16 directory, ${count} services: by key`, `${key.toFixed(2)} ms`, ''],
			...Object.entries(targets).map(([what, most]) => [
				`16 ${what}`,
				`${median(taken[what] ?? []).toFixed(2)} ms = ${(median(taken[what] ?? []) / key).toFixed(1)} × by key`,
				`${most} ×`
			]),
			[
				'import of these services, CPU of one core',
				`${Math.round(count / (own.cpu / 1000))}/s = ${(copied.cpu / own.cpu).toFixed(2)} × COPY of the same rows`,
				'2,000/s or 0.30'
			],
			['the same by the clock', `${Math.round(count / (own.clock / 1000))}/s = ${(copied.clock / own.clock).toFixed(2)} × COPY`, '']
		];
	} finally {
		await sql.end();
		await engine.close();
		if (!process.env.BENCH_KEEP) await admin.unsafe('drop database if exists bench_directory');
		await admin.end();
	}
}
