import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryKeys } from '#server/crypto/key-file.ts';
import { createDb } from '#server/db/as.ts';
import { openEngine, type Engine } from '#server/db/client.ts';
import { migrate, pending, rowsOf } from '#server/db/migrate.ts';
import { aCluster, hasPostgres, pause, type Cluster } from './cluster.ts';

describe.skipIf(!hasPostgres)('R-12 migrations', () => {
	let cluster: Cluster;
	let folder: string;
	const opened: Engine[] = [];
	beforeAll(async () => {
		cluster = await aCluster();
		folder = mkdtempSync(join(tmpdir(), 'waymark-migrations-'));
	}, 60_000);
	afterAll(async () => {
		await Promise.all(opened.map((engine) => engine.close()));
		await cluster?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	async function engineOn(database: string): Promise<Engine> {
		const url = new URL(cluster.url);
		url.pathname = `/${database}`;
		const engine = await openEngine({ url: url.href });
		opened.push(engine);
		return engine;
	}
	async function emptyDatabase(name: string): Promise<string> {
		await (await engineOn('postgres')).exec(`create database ${name}`);
		return name;
	}
	const landed = (engine: Engine) =>
		engine.tx('owner', async (q) =>
			rowsOf<{ name: string }>(await q.execute(sql`select name from waymark_migration order by name`)).map(({ name }) => name)
		);
	const names = (JSON.parse(readFileSync('drizzle/meta/_journal.json', 'utf8')) as { entries: { tag: string }[] }).entries.map(
		({ tag }) => tag
	);

	/** The migrations of the house, and one more after them. */
	function withOneMore(name: string, text: string): string {
		const at = join(folder, name);
		cpSync('drizzle', at, { recursive: true });
		const journal = join(at, 'meta', '_journal.json');
		const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: object[] };
		writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, { tag: '9999_more' }] }));
		writeFileSync(join(at, '9999_more.sql'), text);
		return at;
	}

	it('two migrators on one empty database, and a third on another of a cluster that has no roles yet: all succeed, each migration once', async () => {
		const [one, other] = [await emptyDatabase('one'), await emptyDatabase('other')];
		const engines = [await engineOn(one), await engineOn(one), await engineOn(other)] as const;
		const [first, second, third] = await Promise.all(engines.map((engine) => migrate(engine, 'drizzle')));
		expect([...(first ?? []), ...(second ?? [])].sort()).toEqual(names);
		expect(third).toEqual(names);
		expect(await landed(engines[0])).toEqual(names);
		expect(await migrate(engines[0], 'drizzle')).toEqual([]);
	}, 60_000);

	it('refuses a migration that was edited after it landed', async () => {
		const engine = await engineOn(await emptyDatabase('edited'));
		await migrate(engine, 'drizzle');
		const edited = withOneMore('edited', 'select 1;');
		const file = join(edited, `${names[0]}.sql`);
		writeFileSync(file, `${readFileSync(file, 'utf8')}\n-- a better idea`);
		await expect(migrate(engine, edited)).rejects.toMatchObject({
			name: 'CannotNow',
			message: `The migration ${names[0]} was edited after it landed.`
		});
		expect(await landed(engine)).toEqual(names);
	});

	it('a migration that fails half-way leaves nothing, and lands when it was put right', async () => {
		const engine = await engineOn(await emptyDatabase('half'));
		await migrate(engine, 'drizzle');
		const broken = withOneMore('broken', 'create table half_made (id int);\n--> statement-breakpoint\nselect 1/0;');
		await expect(migrate(engine, broken)).rejects.toThrow();
		expect(await pending(engine, broken)).toEqual(['9999_more']);
		expect(await migrate(engine, withOneMore('right', 'create table half_made (id int);'))).toEqual(['9999_more']);
	});

	it('under load: waits for a table in use without holding up those who write to it, and takes longer than a request may', async () => {
		const engine = await engineOn(await emptyDatabase('busy'));
		await migrate(engine, 'drizzle');
		const more = withOneMore('busy', 'alter table meta add column more text;\nselect pg_sleep(5.5);');
		const user = createDb(await engineOn('busy'), memoryKeys());
		const using = user.engine.tx('owner', async (q) => {
			await q.execute(sql`select count(*) from meta`);
			await pause(3000);
		});
		await pause(100);
		const migrated = migrate(engine, more);
		await pause(200);
		const started = performance.now();
		await user.engine.tx('owner', (q) => q.execute(sql`insert into meta (key, value) values ('while', 'migrating')`));
		expect(performance.now() - started).toBeLessThan(3000);
		await using;
		expect(await migrated).toEqual(['9999_more']);
	}, 60_000);
});
