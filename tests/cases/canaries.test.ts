import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { seedDemo } from '#demo/seed.ts';
import { demoHub } from '#demo/act.ts';
import type { Db } from '#server/db/as.ts';
import { newId } from '#server/db/keyring.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { openAt, sealedPlaces } from '#server/db/sealed-places.ts';
import { onBothEngines } from '../database/open.ts';
import { people } from '../people/people.ts';
import { canaries, found, type Canary } from './canaries.ts';

const now = new Date('2026-06-03T10:30:00Z');
const folders = '/usr/lib/postgresql';
const versions = existsSync(folders) ? readdirSync(folders).sort((a, b) => Number(b) - Number(a)) : [];
const bin = [...versions.map((version) => join(folders, version, 'bin')), process.env.PG_BIN ?? ''].find((folder) =>
	existsSync(join(folder, 'pg_dump'))
);

/** All tables of an engine as text, each row as the database writes it: bytes in hex. */
const allRows = (db: Db) =>
	db.engine.tx('owner', async (q) => {
		const tables = rowsOf<{ name: string }>(
			await q.execute(
				sql`select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`
			)
		);
		const texts: string[] = [];
		for (const { name } of tables) {
			const rows = rowsOf<{ row: string }>(await q.execute(sql`select t::text as row from ${sql.identifier(name)} t`));
			texts.push(name, ...rows.map(({ row }) => row));
		}
		return texts.join('\n');
	});

/** What somebody holds who took a backup of PostgreSQL. */
async function dumpOf(db: Db): Promise<string> {
	if (db.kind === 'pglite' || !bin) return allRows(db);
	const [at] = await db.engine.tx('owner', async (q) =>
		rowsOf<{ name: string; port: string }>(await q.execute(sql`select current_database()::text as name, inet_server_port()::text as port`))
	);
	const { stdout } = await promisify(execFile)(
		join(bin, 'pg_dump'),
		['-h', '127.0.0.1', '-p', at?.port ?? '', '-U', 'postgres', '-d', at?.name ?? ''],
		{
			maxBuffer: 1 << 30
		}
	);
	return stdout;
}

onBothEngines('a copy of the database with all ten people in it', (db) => {
	let all: Canary[];
	let dump: string;
	beforeAll(async () => {
		await seedDemo(db(), now, { slug: 'humber', name: 'Humber Care Team' });
		const borns = await db().as({ kind: 'job', hub: demoHub }, now, async (tx) => {
			const rows = rowsOf<{ id: string; sealed: Uint8Array }>(
				await tx.q.execute(sql`select id::text, born_sealed as sealed from person where born_sealed is not null`)
			);
			return Promise.all(rows.map(({ id, sealed }) => openAt(tx.keys, sealedPlaces.personBorn(id), Buffer.from(sealed))));
		});
		all = canaries(borns.filter((born) => born !== null));
		dump = await dumpOf(db());
	});

	it('Pr4 holds no name, number, address, reference, code word, note, task, risk, birthday or sign-in name of anyone', () => {
		// The copy is one of the whole house: what is public in it can be read.
		expect(dump).toContain('Humberside Police');
		expect(dump).toContain(people[0]?.id);
		expect(dump.match(/\\x01[0-9a-f]{90}/g)?.length).toBeGreaterThan(80);
		expect(all.length).toBeGreaterThan(120);
		expect(found(dump, all)).toEqual([]);
	});

	it('and if it held one, in whatever form, it would be found', async () => {
		const [name, number, mail, note] = ['Michael Okafor', '+447700900105', 'michael@example.org', 'Code word heard.'];
		const planted: [string, string][] = [
			[name, 'text: name of michael'],
			[name.toUpperCase(), 'text: name of michael'],
			['okafor', 'text: name of michael'],
			['رنا حداد', 'text: name of rana'],
			[number, 'text: phone of michael'],
			['07700900105', 'text: phone of michael'],
			['16X26003377', 'text: reference of tom'],
			['lantern', 'text: codeWord of leah'],
			['michael demo', 'text: sign-in name of michael'],
			[Buffer.from(`{"note":"${note}"}`).toString('hex'), 'hex: note about leah'],
			[Buffer.from('حداد').toString('hex'), 'hex: name of rana'],
			...['', 'x', 'xy'].map((lead): [string, string] => [Buffer.from(`${lead}${mail} `).toString('base64'), 'base64: email of michael'])
		];
		for (const [text, what] of planted) expect(found(`${dump.slice(0, 1000)}\n${text}\n`, all), text).toContain(what);
		// Through the database as well: once in a column of text, once in one of bytes.
		await db().engine.tx('owner', async (q) => {
			await q.execute(sql`insert into meta (key, value) values ('planted', ${`x ${name} x`})`);
			await q.execute(
				sql`insert into throttle (key, failures, last_at) values (${Buffer.from(number)}, 1, ${now.toISOString()}::timestamptz)`
			);
			await q.execute(
				sql`insert into outbox (id, hub_id, kind, payload, at) values (${newId(now)}, ${demoHub}, 'planted', ${JSON.stringify({ mail })}::jsonb, ${now.toISOString()}::timestamptz)`
			);
		});
		const seen = found(await dumpOf(db()), all);
		expect(seen).toEqual(['hex: phone of michael', 'text: email of michael', 'text: name of michael']);
	});
});
