import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { keksIn } from '#server/crypto/key-file-change.ts';
import { openKeyFile } from '#server/crypto/key-file.ts';
import { createDb, type Db } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { newId } from '#server/db/keyring.ts';
import { keysStatus } from '#server/db/keys-status.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { addPerson } from '#server/db/queries/people.ts';
import { letGoAfter } from '#server/db/reseal.ts';
import { kekUseOf } from '#server/db/rewrap.ts';
import { openAt, sealAt, sealedPlaces } from '#server/db/sealed-places.ts';
import type { HubId } from '#shared/ids.ts';
import { pause, rounds } from './cluster.ts';

const hub = '01930000-0000-7000-8000-0000000000f2' as HubId;
const job = { kind: 'job', hub } as const;
const dir = mkdtempSync(join(tmpdir(), 'waymark-rotate-'));
const file = { path: join(dir, 'k'), forbiddenInside: join(dir, 'k.data') };

describe.skipIf(inject('postgres') === null)('keys rotate under load', () => {
	let url = '';
	const open = async (): Promise<Db> => createDb(await openEngine({ url }), openKeyFile(file.path, { ...file, create: true }));
	beforeAll(async () => {
		const at = new URL(inject('postgres') ?? '');
		const name = `t_rotate_${process.pid}`;
		const admin = await openEngine({ url: at.href });
		await admin.exec(`create database ${name} template waymark_template`);
		await admin.close();
		at.pathname = `/${name}`;
		url = at.href;
	});
	afterAll(() => rmSync(dir, { recursive: true, force: true }));

	const now = () => new Date();
	async function newPerson(db: Db, name: string): Promise<string> {
		const id = newId(now());
		await db.as(job, now(), async (tx) => {
			await tx.keys.make({ kind: 'person', id });
			const nameSealed = await sealAt(tx.keys, sealedPlaces.personName(id), name);
			await addPerson(tx, { id, hubId: hub, nameSealed, nameIndex: Buffer.of(0), lang: 'en', madeAt: now() });
		});
		return id;
	}
	const rename = (db: Db, id: string, name: string) =>
		db.as(job, now(), async (tx) => {
			const sealed = await sealAt(tx.keys, sealedPlaces.personName(id), name);
			await tx.q.execute(sql`update person set name_sealed = ${sealed} where hub_id = ${hub} and id = ${id}`);
		});
	const namesIn = (db: Db) =>
		db.as(job, now(), async (tx) => {
			const rows = rowsOf<{ id: string; sealed: Uint8Array }>(
				await tx.q.execute(sql`select id::text, name_sealed as sealed from person where hub_id = ${hub}`)
			);
			await tx.keys.fetch(
				'person',
				rows.map(({ id }) => id)
			);
			const names = new Map<string, string | null>();
			for (const { id, sealed } of rows) names.set(id, await openAt(tx.keys, sealedPlaces.personName(id), Buffer.from(sealed)));
			return names;
		});

	/** A server that goes on serving: new people, new names, and reading. What it acknowledged is what has to be there in the end. */
	async function serving() {
		const db = await open();
		const said = new Map<string, string>();
		let [isStopping, reads, closed] = [false, 0, 0];
		async function write(n: number): Promise<void> {
			for (let turn = 0; !isStopping; turn++) {
				const mine = [...said.keys()].filter((_, at) => at % 3 === n);
				const id = mine[turn % Math.max(mine.length, 1)];
				const name = `Person ${n} ${turn}`;
				if (!id || turn % 4 === 0) said.set(await newPerson(db, name), name);
				else {
					await rename(db, id, name);
					said.set(id, name);
				}
				await pause(10);
			}
		}
		async function read(): Promise<void> {
			while (!isStopping) {
				const names = await namesIn(db);
				reads++;
				closed += [...names.values()].filter((name) => name === null).length;
				await pause(100);
			}
		}
		const work = Promise.all([write(0), write(1), write(2), read()]);
		return {
			said,
			async stop() {
				isStopping = true;
				await work;
				await db.close();
				return { reads, closed };
			}
		};
	}

	/** The rotation in a process of its own, begun. */
	async function rotator(
		what: 'kek' | 'data',
		at = now()
	): Promise<{ child: ChildProcess; ended: Promise<{ code: number | null; out: string }> }> {
		const child = spawn(process.execPath, ['tests/faults/rotator.ts', url, file.path, what, at.toISOString()], {
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let out = '';
		child.stderr?.on('data', (text) => void (out += String(text)));
		const begun = new Promise<void>((go) =>
			child.stdout?.on('data', (text) => {
				out += String(text);
				if (out.includes('begins')) go();
			})
		);
		const ended = once(child, 'exit').then(([code]) => ({ code: code as number | null, out }));
		await Promise.race([begun, ended]);
		return { child, ended };
	}
	async function killedAnywhere(what: 'kek' | 'data', times: number): Promise<number> {
		let killed = 0;
		for (let n = 0; n < times; n++) {
			const { child, ended } = await rotator(what);
			await pause(n && Math.random() * 250);
			child.kill('SIGKILL');
			if ((await ended).code === null) killed++;
		}
		return killed;
	}

	it('R-01 of the master key: killed anywhere, run again, two at once, while a server writes: nothing is lost and one key wraps all', async () => {
		const db = await open();
		await Promise.all(Array.from({ length: 150 }, (_, n) => newPerson(db, `First ${n}`)));
		const [old = ''] = keksIn(file);
		const server = await serving();
		expect(await killedAnywhere('kek', rounds(2, 40))).toBeGreaterThan(0);
		const both = await Promise.all([rotator('kek'), rotator('kek')]);
		for (const { ended } of both) expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining('"stuck":0') });
		const { reads, closed } = await server.stop();
		expect([reads > 3, closed, server.said.size > 5]).toEqual([true, 0, true]);
		// A key that was being made while the last rotation ended is wrapped by the next run.
		expect((await (await rotator('kek')).ended).code).toBe(0);
		const keks = keksIn(file);
		expect(keks.at(-1)).toBe(old);
		expect((await kekUseOf(db, now())).map(({ kekId }) => kekId)).toEqual([keks[0]]);
		await db.close();
		const fresh = await open();
		const names = await namesIn(fresh);
		expect([...server.said].filter(([id, name]) => names.get(id) !== name)).toEqual([]);
		expect([...names.values()].filter((name) => name === null)).toEqual([]);
		expect(await keysStatus(fresh, now(), true)).toMatchObject({ closedKeys: 0, closed: 0, gone: 0 });
		await fresh.close();
	}, 300_000);

	it('R-01 of the data keys: the same, and what was saved meanwhile stays', async () => {
		const began = now();
		const server = await serving();
		expect(await killedAnywhere('data', rounds(2, 40))).toBeGreaterThan(0);
		const both = await Promise.all([rotator('data'), rotator('data')]);
		for (const { ended } of both) expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining('"unreadable":0') });
		const { reads, closed } = await server.stop();
		expect([reads > 3, closed, server.said.size > 5]).toEqual([true, 0, true]);
		const last = await (await rotator('data', new Date(Date.now() + letGoAfter))).ended;
		expect(last).toMatchObject({ code: 0, out: expect.stringContaining('"waiting":0') });
		const fresh = await open();
		const names = await namesIn(fresh);
		expect([...server.said].filter(([id, name]) => names.get(id) !== name)).toEqual([]);
		expect(await keysStatus(fresh, now(), true)).toMatchObject({ closedKeys: 0, closed: 0, gone: 0, oldKeys: 0, oldValues: 0 });
		const before = await fresh.engine.tx('owner', async (q) =>
			rowsOf(await q.execute(sql`select id from data_key where made_at < ${began.toISOString()}::timestamptz`))
		);
		expect(before).toEqual([]);
		const versions = await fresh.engine.tx('owner', async (q) =>
			rowsOf<{ n: number }>(await q.execute(sql`select max(version)::int as n from data_key`))
		);
		expect(versions[0]?.n).toBe(2);
		await fresh.close();
	}, 300_000);
});
