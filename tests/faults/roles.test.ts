import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryKeys } from '#server/crypto/key-file.ts';
import { createDb, type Db } from '#server/db/as.ts';
import { dbRoles, openEngine, type Engine } from '#server/db/client.ts';
import { makeHub } from '#server/db/make-hub.ts';
import { migrate, rowsOf } from '#server/db/migrate.ts';
import { setMeta } from '#server/db/queries/house.ts';
import { checkRoles, giveRolesLogins, readRolePasswords } from '#server/db/role-passwords.ts';
import { openHouse } from '#server/http/house.ts';
import type { Actor } from '#server/policy/actor.ts';
import { readSettings } from '#server/settings.ts';
import { openKeyFile } from '#server/crypto/key-file.ts';
import { job, testHub } from '../database/open.ts';
import { aCluster, hasPostgres, type Cluster } from './cluster.ts';

const now = new Date('2026-06-02T10:00:00Z');
const worker = { kind: 'worker', account: 'a', id: testHub, hub: testHub, roles: ['care'] } as unknown as Actor;

describe.skipIf(!hasPostgres)('each pool logs in as its own role (DESIGN §7 "Roles")', () => {
	let cluster: Cluster;
	let owner: Engine;
	let pools: Engine;
	let db: Db;
	const folder = mkdtempSync(join(tmpdir(), 'waymark-roles-'));
	const file = join(folder, 'roles.json');
	const keyFile = join(folder, 'keys', 'waymark.key');
	beforeAll(async () => {
		cluster = await aCluster();
		openKeyFile(keyFile, { create: true, forbiddenInside: join(folder, 'data') });
		owner = await openEngine({ url: cluster.url });
		await migrate(owner, 'drizzle');
		await giveRolesLogins(owner, file);
		pools = await openEngine({ url: cluster.url, rolePasswords: readRolePasswords(file) });
		db = createDb(pools, memoryKeys());
		await db.as(job, now, (tx) => makeHub(tx, { slug: 'test', name: 'Test' }));
	}, 60_000);
	afterAll(async () => {
		await pools?.close();
		await owner?.close();
		await cluster?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	const live = (more: Record<string, string> = {}) =>
		readSettings({
			...{ WAYMARK_MODE: 'live', DATABASE_URL: cluster.url, ORIGIN: 'https://waymark.example.org', KEY_FILE: keyFile, ROLES_FILE: file },
			...{ DATA_DIR: join(folder, 'data') },
			...more
		});

	it('writes the passwords for its owner only, each role another, and keeps them', async () => {
		expect(statSync(file).mode & 0o777).toBe(0o400);
		const passwords = readRolePasswords(file);
		expect(new Set(Object.values(passwords)).size).toBe(dbRoles.length);
		await giveRolesLogins(owner, file);
		expect(readRolePasswords(file)).toEqual(passwords);
	});

	it('the login is the role itself, and neither superuser nor past row security', async () => {
		for (const role of dbRoles) {
			const who = await pools.tx(role, async (q, mustSet) => ({
				mustSet,
				...rowsOf<object>(
					await q.execute(
						sql`select session_user::text as login, current_user::text as acts, rolsuper, rolbypassrls from pg_roles where rolname = session_user`
					)
				)[0]
			}));
			expect(who).toEqual({ mustSet: false, login: `waymark_${role}`, acts: `waymark_${role}`, rolsuper: false, rolbypassrls: false });
		}
	});

	it.each([
		'reset role',
		'set role none',
		'set role waymark_owner',
		'set role postgres',
		'set role waymark_door',
		'set session authorization postgres'
	])('an injected "%s" gains nothing', async (injected) => {
		const gained = db.as(worker, now, async (tx) => {
			await tx.q.execute(sql.raw(injected));
			return rowsOf<{ acts: string }>(await tx.q.execute(sql`select current_user::text as acts`))[0]?.acts;
		});
		await gained.then(
			(acts) => expect(acts).toBe('waymark_console'),
			(e: Error) => expect(String(e.cause ?? e)).toMatch(/permission denied/)
		);
		await expect(db.as(worker, now, (tx) => tx.q.execute(sql`select * from account`))).rejects.toThrow();
	});

	it('as() works through these pools, and row security holds', async () => {
		expect(rowsOf(await db.as(worker, now, (tx) => tx.q.execute(sql`select id from hub`)))).toEqual([{ id: testHub }]);
		const elsewhere = { ...worker, hub: '01930000-0000-7000-8000-000000000002' } as Actor;
		expect(rowsOf(await db.as(elsewhere, now, (tx) => tx.q.execute(sql`select id from hub`)))).toEqual([]);
	});

	it('live starts on them', async () => {
		await checkRoles(pools);
		await (await openHouse(live())).close();
	});

	it.each([
		[
			'is superuser',
			'alter role waymark_console superuser',
			'alter role waymark_console nosuperuser',
			/waymark_console is superuser, or reads past row security/
		],
		[
			'reads past row security',
			'alter role waymark_person bypassrls',
			'alter role waymark_person nobypassrls',
			/waymark_person is superuser, or reads past/
		],
		[
			'may become another',
			'grant waymark_door to waymark_agency',
			'revoke waymark_door from waymark_agency',
			/waymark_agency may become waymark_door/
		],
		['cannot log in', 'alter role waymark_report nologin', 'alter role waymark_report login', /waymark_report cannot log in\. Run/]
	])('live refuses a role that %s, with one line', async (_, before, after, line) => {
		await owner.exec(before);
		const fresh = await openEngine({ url: cluster.url, rolePasswords: readRolePasswords(file) });
		const fault: unknown = await checkRoles(fresh).catch((e: unknown) => e);
		await fresh.close();
		await owner.exec(after);
		expect(fault).toMatchObject({ name: 'CannotNow', message: expect.stringMatching(line) });
		expect((fault as Error).message).not.toMatch(/\n/);
		await checkRoles(pools);
	});

	it('live refuses pools that all log in as the owner', async () => {
		await expect(checkRoles(owner)).rejects.toMatchObject({
			name: 'CannotNow',
			message: expect.stringContaining('waymark_door is logged in as postgres')
		});
	});

	it('refuses a file of passwords that others may read, or that is no such file', async () => {
		const copy = join(folder, 'copy.json');
		writeFileSync(copy, JSON.stringify({ ...readRolePasswords(file), person: '' }));
		chmodSync(copy, 0o644);
		expect(() => readRolePasswords(copy)).toThrow(`The file ${copy} can be read by others. Give it the mode 0400.`);
		chmodSync(copy, 0o400);
		expect(() => readRolePasswords(copy)).toThrow(`The file ${copy} has no usable password for person.`);
	});

	it('R-17 live refuses a database with an old schema, or with the invented people, with one line each', async () => {
		await owner.exec('create database empty');
		const old = new URL(cluster.url);
		old.pathname = '/empty';
		await expect(openHouse(live({ DATABASE_URL: old.href }))).rejects.toMatchObject({
			name: 'CannotNow',
			message: expect.stringMatching(/^The database needs \d+ migrations first\. Run "npm run waymark -- migrate"\.$/)
		});
		await db.as(job, now, (tx) => setMeta(tx, 'demo.seeded_at', now.toISOString()));
		await expect(openHouse(live())).rejects.toMatchObject({
			name: 'CannotNow',
			message: expect.stringMatching(/^The database holds the invented people/)
		});
	});

	it('R-17 live refuses without the file of passwords, with a key that others may read, and where no database answers', async () => {
		await expect(openHouse(live({ ROLES_FILE: join(folder, 'none.json') }))).rejects.toMatchObject({
			name: 'CannotNow',
			message: expect.stringContaining('ROLES_FILE is missing')
		});
		chmodSync(keyFile, 0o644);
		await expect(openHouse(live())).rejects.toMatchObject({ code: 'start.key.open_to_others' });
		chmodSync(keyFile, 0o400);
		await expect(openHouse(live({ KEY_FILE: join(folder, 'keys', 'none') }))).rejects.toMatchObject({ code: 'start.key.missing' });
		await expect(openHouse(live({ DATABASE_URL: 'postgres://postgres:secret@127.0.0.1:1/none' }))).rejects.toMatchObject({
			message: 'The database at 127.0.0.1:1 does not answer. Start it, or correct DATABASE_URL.'
		});
	});
});
