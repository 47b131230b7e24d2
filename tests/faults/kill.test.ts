import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryKeys } from '#server/crypto/key-file.ts';
import { createDb, type Db } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { isDriversOwn } from '#server/db/guarded-pool.ts';
import { newId } from '#server/db/keyring.ts';
import { migrate, rowsOf } from '#server/db/migrate.ts';
import { makeHub } from '#server/db/make-hub.ts';
import type { HubId } from '#shared/ids.ts';
import { aCluster, hasPostgres, pause, rounds, type Cluster } from './cluster.ts';

type Said = { acknowledged?: string; failed?: string; detail?: string; waited?: number; closed?: number };
const hub = '01930000-0000-7000-8000-0000000000f1' as HubId;

let bundle = '';
/** As it is served: with the driver bundled, where its errors carry no folder's name. In the sources alone a guard held that in the built server did not. */
async function bundleWriters(): Promise<void> {
	bundle = mkdtempSync(join(tmpdir(), 'waymark-writers-'));
	const output = { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' };
	const how = { ssr: 'tests/faults/writers.ts', outDir: bundle, emptyOutDir: true, rolldownOptions: { output } };
	await build({ configFile: false, logLevel: 'silent', publicDir: false, ssr: { noExternal: true }, build: how });
}

/** The writers' process, and what it said so far. */
function theWriters(url: string) {
	const child: ChildProcess = fork(join(bundle, 'writers.mjs'), [url, hub], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
	const said: Said[] = [];
	let complaint = '';
	child.on('message', (word) => void said.push(word as Said));
	child.stderr?.on('data', (text) => void (complaint += String(text)));
	const acknowledged = () => said.flatMap((word) => word.acknowledged ?? []);
	/** Waits for one more acknowledged write. @returns how long it took. */
	async function written(): Promise<number> {
		const [before, started] = [acknowledged().length, performance.now()];
		while (acknowledged().length <= before + 20) {
			if (child.exitCode !== null) throw new Error(`the process ended: ${complaint}`);
			if (performance.now() - started > 12_000) throw new Error('nothing was written for 12 seconds');
			await pause(20);
		}
		return performance.now() - started;
	}
	return { child, said, acknowledged, written, complaint: () => complaint };
}

describe.skipIf(!hasPostgres)('killed without a word', () => {
	let cluster: Cluster;
	beforeAll(async () => {
		await bundleWriters();
		cluster = await aCluster();
		const db = await open();
		await migrate(db.engine, 'drizzle');
		await db.as({ kind: 'job', hub }, new Date(0), (tx) => makeHub(tx, { slug: 'test', name: 'Test' }));
		await db.close();
	}, 60_000);
	afterAll(async () => {
		await cluster?.stop();
		rmSync(bundle, { recursive: true, force: true });
	});

	const open = async (): Promise<Db> => createDb(await openEngine({ url: cluster.url }), memoryKeys());

	/** Of these writes: which are not there, which stand twice, and which have an event without its line in the log, or the other way about. */
	async function wrongAmong(acknowledged: string[]) {
		const db = await open();
		const { events, log, chain } = await db.engine.tx('owner', async (q) => ({
			events: rowsOf<{ id: string }>(await q.execute(sql`select payload->>'id' as id from outbox where kind = 'test.written'`)),
			log: rowsOf<{ id: string }>(await q.execute(sql`select request_id as id from audit_event where action = 'case.viewed'`)),
			chain: rowsOf(
				await q.execute(sql`select seq from (select seq, prev_hash, hash, lag(hash) over (order by seq) as before, lag(seq) over (order by seq) as last
					from audit_event where chain = ${hub}) one where seq > 1 and (prev_hash <> before or seq <> last + 1)`)
			)
		}));
		await db.close();
		const [there, logged] = [new Set(events.map(({ id }) => id)), new Set(log.map(({ id }) => id))];
		return {
			lost: acknowledged.filter((id) => !there.has(id)),
			twice: events.length - there.size,
			half: [...there].filter((id) => !logged.has(id)).length + [...logged].filter((id) => !there.has(id)).length,
			forks: chain.length
		};
	}

	it('R-02 PostgreSQL and all its processes: the app lives, says Away, waits for nobody, writes again, and lost nothing', async () => {
		const writers = theWriters(cluster.url);
		await writers.written();
		for (let round = 0; round < rounds(3, 30); round++) {
			await pause(50 + Math.random() * 200);
			await cluster.kill();
			await pause(300 + Math.random() * 300);
			await cluster.start();
			expect(await writers.written()).toBeLessThan(5000);
		}
		writers.child.send('stop');
		const [code] = await once(writers.child, 'exit');
		expect({ code, complaint: writers.complaint() }).toEqual({ code: 0, complaint: '' });
		const failures = writers.said.filter(({ failed }) => failed !== undefined);
		expect(failures.filter(({ failed }) => failed !== 'Away')).toEqual([]);
		expect(failures.length).toBeGreaterThan(0);
		const waits = writers.said.flatMap(({ waited }) => waited ?? []);
		expect(waits.length).toBe(failures.length + writers.acknowledged().length);
		expect(Math.max(...waits)).toBeLessThan(10_000);
		expect(writers.said.at(-1)?.closed).toBeLessThan(3000);
		expect(await wrongAmong(writers.acknowledged())).toEqual({ lost: [], twice: 0, half: 0, forks: 0 });
	}, 600_000);

	it('R-01 the app in the middle of its writes: what it acknowledged is there once, whole, and the log is one chain', async () => {
		const acknowledged: string[] = [];
		for (let round = 0; round < rounds(2, 200); round++) {
			const writers = theWriters(cluster.url);
			await writers.written();
			await pause(Math.random() * 300);
			writers.child.kill('SIGKILL');
			await once(writers.child, 'exit');
			acknowledged.push(...writers.acknowledged());
		}
		expect(acknowledged.length).toBeGreaterThan(20);
		expect(await wrongAmong(acknowledged)).toEqual({ lost: [], twice: 0, half: 0, forks: 0 });
	}, 600_000);
});

describe('R-02 the error that postgres.js throws out of its socket', () => {
	const thrown = (message: string, frame: string) =>
		Object.assign(new TypeError(message), { stack: `TypeError: ${message}\n    at ${frame}` });

	it('is known from the source, and in the built server, where the driver has no folder of its own', () => {
		const message = "Cannot read properties of null (reading 'write')";
		expect(isDriversOwn(thrown(message, 'Immediate.nextWrite (file:///app/node_modules/postgres/src/connection.js:255:22)'))).toBe(true);
		expect(isDriversOwn(thrown(message, 'Immediate.nextWrite (file:///app/build/server/chunks/work.js:900:22)'))).toBe(true);
	});

	it('is not mistaken for a mistake of ours, which ends the process', () => {
		expect(
			isDriversOwn(thrown("Cannot read properties of null (reading 'write')", 'sendNotice (file:///app/build/server/chunks/work.js:9:2)'))
		).toBe(false);
		expect(isDriversOwn(new Error(`nextWrite ${newId(new Date(0))}`))).toBe(false);
	});
});
