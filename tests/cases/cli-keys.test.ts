import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sql } from 'drizzle-orm';
import type { Db } from '#server/db/as.ts';
import { openEngine } from '#server/db/client.ts';
import { forgetKeys } from '#server/db/keyring.ts';
import { markDropping } from '#server/db/keys-noted.ts';
import { rowsOf } from '#server/db/migrate.ts';
import { letGoAfter } from '#server/db/reseal.ts';
import { openHouse } from '#server/http/house.ts';
import { readSettings } from '#server/settings.ts';
import { run } from '../../src/cli/run.ts';

const now = new Date('2026-06-03T10:30:00Z');
const dir = mkdtempSync(join(tmpdir(), 'waymark-cli-keys-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type Env = Record<string, string> & { KEY_FILE: string };
async function ask(env: Env, argv: string[], at = now) {
	const [said, err]: [string[], string[]] = [[], []];
	const io = {
		out: (line: string) => said.push(line),
		err: (line: string) => err.push(line),
		progress: null,
		settings: () => readSettings(env),
		now: () => at
	};
	return { code: await run(argv, io), out: said.join('\n'), err: err.join('\n') };
}
/** As if the key file had been put there a while ago. */
const age = (path: string) => utimesSync(path, new Date(Date.now() - 120_000), new Date(Date.now() - 120_000));
async function inHouse<Out>(env: Env, run: (db: Db) => Promise<Out>): Promise<Out> {
	const db = await openHouse(readSettings(env));
	try {
		return await run(db);
	} finally {
		await db.close();
	}
}
/** What the log says of rotations: on whose chain, which step, of what. */
const toldIn = (env: Env) =>
	inHouse(env, (db) =>
		db.engine.tx('owner', async (q) =>
			rowsOf<{ chain: string; step: string; of: string }>(
				await q.execute(sql`select case chain when 'instance' then chain else 'hub' end as chain, reason as step, object_id as of
				from audit_event where action = 'keys.rotated' order by chain, seq`)
			).map(({ chain, step, of }) => `${chain} ${step} ${of}`)
		)
	);
const keksIn = (path: string) =>
	readFileSync(path, 'utf8')
		.match(/^kek [0-9a-f]{16}/gm)
		?.map((line) => line.slice(4)) ?? [];

function family(env: () => Env) {
	const keys = (...argv: string[]) => ask(env(), ['keys', ...argv]);
	let first = '';
	let size = 0;

	it('status says how the keys stand, one plain line each, and ends well', async () => {
		const { code, out } = await keys('status');
		[first = ''] = keksIn(env().KEY_FILE);
		size = Number(/^Newest master key \w+: wraps (\d+) data keys$/m.exec(out)?.[1]);
		expect([code, size > 20]).toEqual([0, true]);
		expect(out).toContain(`Newest master key ${first}`);
		expect(out).toMatch(new RegExp(`^Data keys: ${size}, of these cannot be opened: 0$`, 'm'));
		expect(out).toMatch(/^Data keys with a newer version: 0$/m);
		expect(out).toMatch(/^Sealed values: \d\d+, of these on an older version of their key: 0$/m);
		expect(out).toMatch(/^Values opened as a sample: \d\d+, of these could not be opened: 0$/m);
		expect((await keys('status', '--all')).out).toMatch(/^Values opened, all there are: \d\d+, of these could not be opened: 0$/m);
	});

	it('rotate --prepare only writes the file; rotate then goes on with that key, wraps every data key, and makes no third', async () => {
		const prepared = await keys('rotate', '--prepare');
		const [newest = ''] = keksIn(env().KEY_FILE);
		expect([prepared.code, newest === first, prepared.out]).toEqual([0, false, expect.stringContaining(newest)]);
		expect((await keys('status')).out).toContain(`Old master key ${first}: wraps ${size} data keys`);
		expect((await keys('rotate', '--drop-old', '--yes')).err).toContain('keys rotate" first');
		const rotated = await keys('rotate');
		expect([rotated.code, rotated.out]).toEqual([0, expect.stringContaining(`${size} data keys were wrapped anew.`)]);
		expect(rotated.out).toContain(`It goes on with the master key ${newest}`);
		expect(keksIn(env().KEY_FILE)).toEqual([newest, first]);
		expect((await keys('status')).out).toContain(`Newest master key ${newest}: wraps ${size} data keys`);
		expect(await toldIn(env())).toEqual([`hub master ${newest}`]);
	});

	it('rotate --drop-old waits while a server may still use the old one, asks, says what it means for backups, and does it', async () => {
		const fresh = await keys('rotate', '--drop-old', '--yes');
		expect([fresh.code, fresh.err]).toEqual([3, expect.stringContaining('in a minute')]);
		age(env().KEY_FILE);
		const asked = await keys('rotate', '--drop-old');
		expect([asked.code, asked.err]).toEqual([3, expect.stringMatching(/backup.*--yes/)]);
		expect(keksIn(env().KEY_FILE).length).toBe(2);
		const done = await keys('rotate', '--drop-old', '--yes');
		expect([done.code, done.out]).toEqual([0, expect.stringContaining('One old master key was taken out')]);
		expect(keksIn(env().KEY_FILE)).not.toContain(first);
		forgetKeys();
		expect((await keys('status', '--all')).code).toBe(0);
		expect((await keys('rotate', '--drop-old', '--yes')).out).toContain('no old master key');
		expect((await toldIn(env())).filter((row) => row.startsWith('instance'))).toEqual([`instance master_dropped ${first}`]);
	});

	it('killed between the key file and the log: the next run says what left the file, once, and nothing of what is still in it', async () => {
		const before = await toldIn(env());
		const [kept = ''] = keksIn(env().KEY_FILE);
		await inHouse(env(), (db) => markDropping(db, now, ['00ff00ff00ff00ff', kept]));
		for (let run = 0; run < 2; run++) expect((await keys('rotate', '--drop-old', '--yes')).code).toBe(0);
		expect((await toldIn(env())).filter((row) => !before.includes(row))).toEqual(['instance master_dropped 00ff00ff00ff00ff']);
	});

	it('rotate --data seals every value anew, and the last run lets the old keys go', async () => {
		const [start, end] = [new Date(now.getTime() + 1000), new Date(now.getTime() + 1000 + letGoAfter)];
		const before = Number(/^Sealed values: (\d+)/m.exec((await keys('status')).out)?.[1]);
		const begun = await ask(env(), ['keys', 'rotate', '--data'], start);
		expect([begun.code, begun.out]).toEqual([0, expect.stringContaining(`${size} new data keys were made.`)]);
		expect(begun.out).toContain(`${before} values were sealed anew.`);
		expect(begun.out).toContain(`${size} old data keys stay for 20 minutes`);
		const between = await ask(env(), ['keys', 'status', '--all'], start);
		expect([between.code, between.out]).toEqual([0, expect.stringMatching(new RegExp(`^Data keys with a newer version: ${size}$`, 'm'))]);
		expect(between.out).toContain('has not ended');
		const ended = await ask(env(), ['keys', 'rotate', '--data'], end);
		expect([ended.code, ended.out]).toEqual([0, expect.stringContaining(`${size} old data keys were deleted.`)]);
		forgetKeys();
		const { code, out } = await ask(env(), ['keys', 'status', '--all'], end);
		expect(code).toBe(0);
		expect(out).toMatch(/^Data keys with a newer version: 0$/m);
		expect(out).not.toContain('has not ended');
		const told = (await toldIn(env())).filter((row) => row.startsWith('hub data'));
		expect(told).toEqual([`hub data ${start.toISOString()}`, `hub data_dropped ${start.toISOString()}`]);
		expect((await ask(env(), ['audit', 'verify'], end)).code).toBe(0);
		expect(out).toMatch(new RegExp(`^Sealed values: ${before}, of these on an older version of their key: 0$`, 'm'));
	});

	it('another key file than the one that wrapped: status and rotate say so and end with 3, and nothing is changed', async () => {
		forgetKeys();
		const other = { ...env(), KEY_FILE: join(dir, `other-${size}-${first}`, 'k') };
		const { code, out } = await ask(other, ['keys', 'status']);
		expect([code, out]).toEqual([3, expect.stringMatching(/^WRONG .* is not in the file/m)]);
		expect(out).toMatch(new RegExp(`^Data keys: ${size}, of these cannot be opened: ${size}$`, 'm'));
		const rotated = await ask(other, ['keys', 'rotate']);
		expect([rotated.code, rotated.err]).toEqual([3, expect.stringContaining(`${size} data keys could not be opened`)]);
		forgetKeys();
		expect((await keys('status', '--all')).code).toBe(0);
	});

	it('a damaged key file: 3, in one line', async () => {
		const bad = { ...env(), KEY_FILE: join(dir, 'bad.key') };
		writeFileSync(bad.KEY_FILE, 'waymark-keys v1\n', { mode: 0o400 });
		expect(await ask(bad, ['keys', 'rotate'])).toMatchObject({ code: 3, err: 'The key file is damaged. Put it back from its backup.' });
		rmSync(bad.KEY_FILE);
	});
}

it.each([
	[[]],
	[['spin']],
	[['rotate', 'now']],
	[['rotate', '--all']],
	[['rotate', '--yes']],
	[['rotate', '--data', '--drop-old']],
	[['rotate', '--data', '--prepare']],
	[['status', '--data']]
])('keys %j is wrong use: 2', async (argv) => {
	const { code, err } = await ask({ DATA_DIR: join(dir, 'unused'), KEY_FILE: join(dir, 'unused.key') }, ['keys', ...argv]);
	expect([code, err]).toEqual([2, expect.stringContaining('--help')]);
});

describe('keys on the embedded database', () => {
	const env = { DATA_DIR: join(dir, 'embedded', 'data'), KEY_FILE: join(dir, 'embedded', 'keys', 'k') };
	beforeAll(async () => {
		forgetKeys();
		const made = await ask(env, ['demo', '--quiet']);
		expect(made.code, made.err).toBe(0);
	});
	family(() => env);
});

describe.skipIf(inject('postgres') === null)('keys on PostgreSQL', () => {
	const env: Env = { DATA_DIR: join(dir, 'postgres', 'data'), KEY_FILE: join(dir, 'postgres', 'keys', 'k') };
	beforeAll(async () => {
		const url = new URL(inject('postgres') ?? '');
		const name = `cli_keys_${process.pid}`;
		const admin = await openEngine({ url: url.href });
		await admin.exec(`create database ${name}`);
		await admin.close();
		url.pathname = `/${name}`;
		env['DATABASE_URL'] = url.href;
		forgetKeys();
		const made = await ask(env, ['demo', '--quiet']);
		expect(made.code, made.err).toBe(0);
	});
	family(() => env);
});
