import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { openEngine } from '#server/db/client.ts';
import { forgetKeys } from '#server/db/keyring.ts';
import { lockDataDir } from '#server/db/lock.ts';
import { readSettings } from '#server/settings.ts';

const now = new Date('2026-06-03T10:30:00Z');
const dir = mkdtempSync(join(tmpdir(), 'waymark-cli-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const envFor = (name: string) => ({ DATA_DIR: join(dir, name, 'data'), KEY_FILE: join(dir, name, 'keys', 'k') });
async function ask(env: Record<string, string>, argv: string[], at = now) {
	const said: string[] = [];
	const err: string[] = [];
	const io = {
		out: (line: string) => said.push(line),
		err: (line: string) => err.push(line),
		progress: null,
		settings: () => readSettings(env),
		now: () => at
	};
	return { code: await run(argv, io), out: said.join('\n'), err: err.join('\n') };
}
const outcomes = 'tests/feeds/2013-06-humberside-outcomes.csv';

describe('how it is used', () => {
	it('--help names every command and ends well, whatever the settings', async () => {
		const { code, out } = await ask({ WAYMARK_MODE: 'nonsense' }, ['--help']);
		expect(code).toBe(0);
		for (const command of [
			'migrate',
			'demo',
			'doctor',
			'forget [--preview]',
			'import police-uk <file.csv>',
			'import oruk <file|url>',
			'worker invite <name>'
		])
			expect(out).toContain(command);
	});

	it.each([
		[[]],
		[['nonsense']],
		[['constructor']],
		[['migrate', 'now']],
		[['migrate', '--yes']],
		[['demo', '--nonsense']],
		[['demo', '--again', '--if-empty']],
		[['import']],
		[['import', 'police-uk']],
		[['import', 'other', outcomes]],
		[['worker', 'invite']],
		[['audit']],
		[['audit', 'constructor']],
		[['audit', 'verify', 'now']],
		[['worker', 'dismiss', 'Jo']],
		[['forget', 'everything']],
		[['import', 'oruk']],
		[['import', 'oruk', 'one', 'two']],
		[['import', 'police-uk', outcomes, '--apply']],
		[['import', '--preview']]
	])('%j is wrong use: 2', async (argv) => {
		const { code, out, err } = await ask(envFor('unused'), argv);
		expect([code, out]).toEqual([2, '']);
		expect(err).toContain('--help');
	});

	it('a setting that is wrong: 3, named in one line', async () => {
		const { code, err } = await ask({ WAYMARK_MODE: 'live' }, ['migrate']);
		expect(code).toBe(3);
		expect(err).toContain('DATABASE_URL');
	});

	it('a database that is away: 3, named without its password', async () => {
		const { code, err } = await ask({ ...envFor('away'), DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' }, ['migrate']);
		expect([code, err]).toEqual([3, expect.stringContaining('127.0.0.1:1')]);
		expect(err).not.toContain('secret');
		expect(err.split('\n').length).toBe(1);
	});
});

describe('on the embedded database', () => {
	const env = envFor('embedded');

	it('doctor makes nothing and finds nothing wrong before the first start', async () => {
		const { code, out } = await ask(env, ['doctor']);
		expect(code).toBe(0);
		expect(out).toContain('made at the first start');
	});

	it('import before there is a hub: 3, and what to run', async () => {
		const { code, err } = await ask(env, ['import', 'police-uk', outcomes]);
		expect([code, err]).toEqual([3, expect.stringContaining('worker invite')]);
	});

	it('demo seeds once; --if-empty leaves it; a second one is refused: 1', async () => {
		forgetKeys();
		expect(await ask(env, ['demo', '--if-empty', '--quiet'])).toEqual({ code: 0, out: '', err: '' });
		expect((await ask(env, ['demo', '--if-empty'])).out).toContain('2026-06-03');
		const second = await ask(env, ['demo']);
		expect([second.code, second.err]).toEqual([1, expect.stringContaining('--again')]);
		expect((await ask(env, ['doctor'])).code).toBe(0);
	});

	it('says when the seed is older than 14 days, and offers to make it again', async () => {
		const later = new Date('2026-06-18T10:30:00Z');
		const { code, out } = await ask(env, ['demo', '--if-empty', '--quiet'], later);
		expect([code, out]).toEqual([0, expect.stringContaining('demo --again')]);
		expect((await ask(env, ['doctor'], later)).code).toBe(3);
		expect((await ask(env, ['demo', '--again'], later)).code).toBe(0);
		expect((await ask(env, ['doctor'], later)).code).toBe(0);
	});

	it('R-07 import prints what became of the rows, and the second time all are duplicates', async () => {
		const first = await ask(env, ['import', 'police-uk', outcomes]);
		expect(first.code).toBe(0);
		for (const [name, n] of [
			['Rows read', 4817],
			['name known', 4817],
			['not known', 0],
			['Duplicate', 998],
			['Attached', 0],
			['Waiting', 3819]
		])
			expect(first.out).toMatch(new RegExp(`${name}[^\\n]*:\\s+${n}$`, 'm'));
		expect((await ask(env, ['import', 'police-uk', outcomes])).out).toMatch(/Duplicate:\s+4817$/m);
	});

	it('import names broken lines and goes on: 0; another file, or none: 1', async () => {
		const file = join(dir, 'broken.csv');
		const header = 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type';
		writeFileSync(file, `${header}\r\na,b\r\n${'a'.repeat(64)},2026-05,Humberside Police,x,0,0,x,x,x,A new name\r\n`);
		const { code, out } = await ask(env, ['import', 'police-uk', file]);
		expect(code).toBe(0);
		expect(out).toContain('Line 2: The number of columns is wrong.');
		expect(out).toContain('"A new name" (1)');
		const other = await ask(env, ['import', 'police-uk', 'package.json']);
		expect([other.code, other.err]).toEqual([1, expect.stringContaining('package.json')]);
		expect((await ask(env, ['import', 'police-uk', join(dir, 'none.csv')])).code).toBe(1);
	});

	it('R-07 import oruk says what would change, changes it only when told, and the second time nothing', async () => {
		const file = 'tests/feeds/oruk/dirty-services.json';
		const early = await ask(env, ['import', 'oruk', file, '--apply']);
		expect([early.code, early.err]).toEqual([1, expect.stringContaining('Nobody has looked')]);
		const look = await ask(env, ['import', 'oruk', file]);
		expect([look.code, look.out]).toEqual([0, expect.stringMatching(/^Services read: +6\nNew: +3$/m)]);
		expect(look.out).toMatch(/SVC-001 \/email: This is no e-mail address/);
		expect(look.out).toContain('--source dirty-services --apply');
		const done = await ask(env, ['import', 'oruk', file, '--source', 'dirty-services', '--apply']);
		expect([done.code, done.out]).toEqual([0, expect.stringMatching(/^New: +3$/m)]);
		expect((await ask(env, ['import', 'oruk', file, '--apply'])).out).toMatch(/^As before: +3$/m);
		expect((await ask(env, ['import', 'oruk', 'tests/feeds/oruk/hsds-csv'])).out).toMatch(/^New: +2$/m);
		for (const [from, why] of [
			['knip.json', 'no services'],
			['tests/feeds', 'services.csv'],
			['http://127.0.0.1:8099/feed.json', 'open internet'],
			['http://user:secret@example.org', 'no web address'],
			[join(dir, 'none.json'), 'cannot be read']
		] as const)
			expect(await ask(env, ['import', 'oruk', from])).toMatchObject({ code: 1, err: expect.stringContaining(why) });
	});

	it('audit: key, anchor, verify; 0 while all is as it was written, 1 with the row named when not, 3 when it cannot be said', async () => {
		expect((await ask(env, ['audit', 'key'])).out).toMatch(/^[\w-]{43}$/);
		expect((await ask(env, ['audit', 'verify'])).out).toContain('none yet');
		expect((await ask(env, ['audit', 'anchor'])).out).toContain('anchored in');
		const whole = await ask(env, ['audit', 'verify']);
		expect([whole.code, whole.err]).toEqual([0, '']);
		expect(whole.out).toMatch(/right {3}[0-9a-f-]{36}: \d+ rows/);
		expect(whole.out).toContain('cut from the end are found only by comparing');
		const engine = await openEngine({ dataDir: join(env.DATA_DIR, 'pglite') });
		await engine.exec(`alter table audit_event disable trigger user; update audit_event set action = 'case.found' where chain <> 'instance' and seq = 3;
			alter table audit_event enable trigger user`);
		await engine.close();
		const changed = await ask(env, ['audit', 'verify']);
		expect([changed.code, changed.err]).toEqual([1, expect.stringContaining('not as it was written')]);
		expect(changed.out).toMatch(/WRONG {3}[0-9a-f-]{36}: row 3 was edited/);
		const inside = await ask({ ...env, ANCHOR_FILE: join(env.DATA_DIR, 'anchors') }, ['audit', 'verify']);
		expect([inside.code, inside.err]).toEqual([3, expect.stringContaining('ANCHOR_FILE')]);
		expect((await ask({ ...envFor('none'), DATABASE_URL: 'postgres://u@127.0.0.1:1/x' }, ['audit', 'verify'])).code).toBe(3);
	});

	it('forget --preview says what would go and changes nothing; forget does it once a day', async () => {
		const at = new Date('2033-03-01T12:00:00Z');
		const before = await ask(env, ['forget', '--preview'], at);
		expect([before.code, before.out]).toEqual([0, expect.stringMatching(/case_served: \d+ in the next 30 days/)]);
		expect((await ask(env, ['forget', '--preview'], at)).out).toBe(before.out);
		const ran = await ask(env, ['forget'], at);
		expect([ran.code, ran.out]).toEqual([0, expect.stringMatching(/case_served: \d+\n[^]*records were forgotten\./)]);
		expect((await ask(env, ['forget', '--preview'], at)).out).not.toMatch(/case_served/);
		expect((await ask(env, ['forget'], at)).out).toContain('once a day');
	});

	it('a data folder in use: 3, naming the process', async () => {
		const unlock = lockDataDir(join(env.DATA_DIR, 'pglite'));
		for (const argv of [['migrate'], ['demo', '--again'], ['import', 'police-uk', outcomes]]) {
			const { code, err } = await ask(env, argv);
			expect([code, err]).toEqual([3, expect.stringContaining(`process ${process.pid}`)]);
		}
		unlock();
	});

	it('another key file than the one that sealed it: 3, in words', async () => {
		forgetKeys();
		const { code, err } = await ask({ ...env, KEY_FILE: join(dir, 'otherkey', 'k') }, ['import', 'police-uk', outcomes]);
		expect([code, err]).toEqual([3, expect.stringContaining('another key')]);
		forgetKeys();
	});
});

describe.skipIf(inject('postgres') === null)('on PostgreSQL', () => {
	let env: Record<string, string> = {};
	beforeAll(async () => {
		const url = new URL(inject('postgres') ?? '');
		const name = `cli_${process.pid}`;
		const admin = await openEngine({ url: url.href });
		await admin.exec(`create database ${name}`);
		await admin.close();
		url.pathname = `/${name}`;
		env = { ...envFor('postgres'), DATABASE_URL: url.href };
		forgetKeys();
	});

	it('migrates once, and then there is nothing to do', async () => {
		expect((await ask(env, ['migrate'])).out).toContain('0000_house');
		expect((await ask(env, ['migrate'])).out).toBe('The database is up to date.');
	});

	it('invites the first supervisor, and prints code and word once', async () => {
		const { code, out } = await ask(env, ['worker', 'invite', 'Ruth', 'Example']);
		expect(code).toBe(0);
		expect(out).toMatch(/^Ruth Example is invited/);
		expect(out).toMatch(/^Code: [0-9A-Z]{3} [0-9A-Z]{3} [0-9A-Z]{4}$/m);
		expect(out).toMatch(/^Word: \p{L}{3,}$/mu);
	});

	it('never puts the demonstration into, nor throws away, a database that is not its own', async () => {
		for (const argv of [['demo'], ['demo', '--again', '--yes']]) {
			const { code, err } = await ask(env, argv);
			expect([code, err]).toEqual([3, expect.stringContaining('left alone')]);
		}
	});

	it('throws its own away only with --yes, and makes it new', async () => {
		const url = new URL(env['DATABASE_URL'] ?? '');
		const name = `cli_demo_${process.pid}`;
		const admin = await openEngine({ url: url.href });
		await admin.exec(`create database ${name}`);
		await admin.close();
		url.pathname = `/${name}`;
		const own = { ...env, DATABASE_URL: url.href };
		expect((await ask(own, ['demo'])).code).toBe(0);
		const asked = await ask(own, ['demo', '--again']);
		expect([asked.code, asked.err]).toEqual([3, expect.stringContaining('--yes')]);
		expect((await ask(own, ['demo', '--again', '--yes'])).code).toBe(0);
		expect((await ask(own, ['doctor'])).code).toBe(0);
	});
});
