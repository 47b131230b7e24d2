import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { workers } from '#demo/workers.ts';

// A built house with two addresses of its own, asked as a proxy would: by the Host header.
const port = Number(process.env.E2E_PORT ?? 4630) + 7;
const people = `waymark.localhost:${port}`;
const staff = `staff.waymark.localhost:${port}`;
const dir = mkdtempSync(join(tmpdir(), 'waymark-hosts-'));
let house: ChildProcess;

type Asked = { method?: string; headers?: Record<string, string>; body?: string };
type Got = { status: number; location: string | undefined; cookies: string[]; body: string };
const ask = (host: string, path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Got> =>
	new Promise((done, fail) => {
		const asked = request({ host: '127.0.0.1', port, path, method, headers: { host, accept: 'text/html', ...headers } }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('end', () => {
				const { location, 'set-cookie': cookies = [] } = answer.headers;
				done({ status: answer.statusCode ?? 0, location, cookies, body: Buffer.concat(parts).toString() });
			});
		});
		asked.on('error', fail);
		asked.end(body);
	});

/** Signs in as one of the invented people on this host. @returns the answer, with its cookie. */
const enterAs = (host: string, who: string) =>
	ask(host, '/demo', {
		method: 'POST',
		headers: { origin: `http://${host}`, 'content-type': 'application/x-www-form-urlencoded' },
		body: `who=${who}`
	});
const cookieOf = ({ cookies }: Got) =>
	cookies
		.filter((each) => !/max-age=0/i.test(each))
		.map((each) => each.split(';')[0])
		.join('; ');

test.describe('@script a host of their own for staff', () => {
	test.describe.configure({ mode: 'serial' });

	test.beforeAll(async () => {
		test.setTimeout(180_000);
		const env = {
			...process.env,
			PORT: String(port),
			HOST: '127.0.0.1',
			DATA_DIR: join(dir, 'data'),
			KEY_FILE: join(dir, 'keys', 'key'),
			WAYMARK_MODE: 'demo',
			WAYMARK_NOW: '2026-06-10T10:00:00Z',
			ORIGIN: `http://${people}`,
			CONSOLE_ORIGIN: `http://${staff}`
		};
		house = spawn(process.execPath, ['server.js'], { env, stdio: 'inherit' });
		await expect
			.poll(
				() =>
					ask('10.0.0.9', '/readyz').then(
						({ status }) => status,
						() => 0
					),
				{ timeout: 150_000 }
			)
			.toBe(200);
	});
	test.afterAll(async () => {
		const gone = new Promise((done) => house.once('exit', done));
		house.kill('SIGTERM');
		await gone;
		rmSync(dir, { recursive: true, force: true });
	});

	test('ASVS 3.5.4 no third host is served, whatever a browser says', async () => {
		for (const host of ['waymark.example.org', '127.0.0.1', `localhost:${port}`, 'waymark.localhost', `${people}.example.org`])
			expect((await ask(host, '/')).status, host).toBe(421);
		expect((await ask(people, '/', { headers: { 'x-forwarded-host': staff } })).status).toBe(200);
		expect((await ask(people, '/console', { headers: { 'x-forwarded-host': staff } })).status).toBe(404);
	});

	test('ASVS 3.5.4 the console and the agencies answer on the staff’s host only, a person’s pages on the other', async () => {
		for (const path of ['/console', '/console/team', '/cy/console', '/%63onsole', '/agency', '/console/account/passkeys'])
			expect((await ask(people, path)).status, path).toBe(404);
		for (const path of ['/my', '/my/rights', '/ar/my', '/my/account/passkeys']) expect((await ask(staff, path)).status, path).toBe(404);
		for (const [host, path] of [
			[staff, '/console'],
			[staff, '/agency'],
			[people, '/my']
		] as const) {
			const { status, location } = await ask(host, path);
			expect([status, location], path).toEqual([303, '/sign-in']);
		}
		for (const host of [people, staff])
			for (const path of ['/', '/safety', '/sign-in', '/start']) expect((await ask(host, path)).status).toBe(200);
	});

	test('ASVS 3.5.4 each signs in on the own host, and a session of one is nothing on the other', async () => {
		const worker = workers[0]?.key ?? '';
		expect((await enterAs(people, worker)).status).toBe(404);
		expect((await enterAs(staff, 'grace')).status).toBe(404);
		const [hers, theirs] = [await enterAs(people, 'grace'), await enterAs(staff, worker)];
		expect([hers.location, theirs.location]).toEqual(['/my', '/console']);
		for (const { cookies } of [hers, theirs]) expect(cookies.join()).not.toMatch(/domain=/i);
		expect((await ask(people, '/my', { headers: { cookie: cookieOf(hers) } })).status).toBe(200);
		expect((await ask(staff, '/console', { headers: { cookie: cookieOf(theirs) } })).status).toBe(200);
		// Copied over by hand.
		expect((await ask(staff, '/my', { headers: { cookie: cookieOf(hers) } })).status).toBe(404);
		expect((await ask(people, '/console', { headers: { cookie: cookieOf(theirs) } })).status).toBe(404);
		const stay = { method: 'POST', headers: { origin: `http://${people}`, cookie: cookieOf(theirs) } };
		expect((await ask(people, '/console/stay', stay)).status).toBe(401);
		expect((await ask(staff, '/console', { headers: { cookie: `c=${cookieOf(hers).split('=')[1] ?? ''}` } })).location).toBe('/sign-in');
	});

	test('ASVS 3.5.1 a form of one host is refused by the other', async () => {
		const sent = (origin: string) =>
			ask(staff, '/sign-in', {
				method: 'POST',
				headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
				body: 'signIn=&password='
			});
		expect((await sent(`http://${people}`)).status).toBe(403);
		expect((await sent(`http://${staff}`)).status).toBe(422);
	});

	test('P7 a passkey is bound to the host it is asked on', async () => {
		for (const [host, id] of [
			[people, 'waymark.localhost'],
			[staff, 'staff.waymark.localhost']
		] as const) {
			const { body } = await ask(host, '/sign-in/passkey/ask', {
				method: 'POST',
				headers: { origin: `http://${host}`, accept: 'application/json' }
			});
			expect(JSON.parse(body)).toMatchObject({ rpId: id, userVerification: 'required', allowCredentials: [] });
		}
	});
});
