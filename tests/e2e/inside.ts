// Runs a built house and a journey through it where no other machine can be reached (S-34), and says on standard output what was tried all the same.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from '@playwright/test';
import { Visitor } from './places.ts';

const [port = '4799', isControl] = process.argv.slice(2);
const base = `http://127.0.0.1:${port}`;
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'waymark-inside-'));
const record = join(folder, 'tried');
const env = {
	...process.env,
	OUTWARD_LOG: record,
	NODE_OPTIONS: `--import ${new URL('outward.mjs', import.meta.url).href}`
};

/** How often this network had no way to where a packet should have gone: the kernel's own count, of every process. */
function unreachable(): number {
	const [names = '', values = ''] = readFileSync('/proc/net/snmp', 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('Ip:'));
	const four = values.split(' ')[names.split(' ').indexOf('OutNoRoutes')];
	const six = /Ip6OutNoRoutes\s+(\d+)/.exec(readFileSync('/proc/net/snmp6', 'utf8'))?.[1];
	return Number(four ?? 0) + Number(six ?? 0);
}

async function isReady(): Promise<boolean> {
	for (let tries = 0; tries < 200; tries++) {
		if ((await fetch(`${base}/readyz`).catch(() => null))?.ok) return true;
		await pause(250);
	}
	return false;
}

/** A person and a worker go everywhere, and change something; then both leave. @returns how many pages answered. */
async function journey(): Promise<number> {
	const visitor = await Visitor.comes({ request }, base);
	let pages = 0;
	for (const prefix of ['', '/cy', '/ar']) pages += (await visitor.walks(prefix || '/', /^(?!.*\/(console|my|leave))\//)).length;
	await visitor.sends('/sign-in', { signIn: 'ravi demo', password: 'demo stone arrow path' });
	const own = await visitor.walks('/my', /^\/my([/?]|$)/);
	const update = own.find(({ path }) => /^\/my\/updates\/[^/]+$/.test(path))?.path ?? '';
	const asked = await visitor.sends(`${update}?/ask`, {});
	if (asked.status !== 303) throw new Error(`asking was answered with ${asked.status}`);
	await visitor.enters('jo');
	const desk = await visitor.walks('/console', /^\/console([/?]|$)/);
	await visitor.opens('/leave');
	await visitor.leaves();
	return pages + own.length + desk.length;
}

async function serve(): Promise<{ pages: number; isStarted: boolean }> {
	const server = spawn(process.execPath, ['tests/e2e/house.mjs', port], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
	try {
		const isStarted = await isReady();
		return { isStarted, pages: isStarted ? await journey() : 0 };
	} finally {
		server.kill('SIGTERM');
		await new Promise((done) => server.once('exit', done));
	}
}

/** Something that does ask elsewhere: the two walls must both see it. */
const control = `import('node:http').then(({ get }) => get('http://192.0.2.1:9/').on('error', () => fetch('http://example.org/').catch(() => 0)))`;

const before = unreachable();
const result = isControl
	? { isStarted: true, pages: spawnSync(process.execPath, ['-e', control], { env, timeout: 20_000 }).status }
	: await serve();
const tried = existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : [];
process.stdout.write(JSON.stringify({ ...result, tried, unreachable: unreachable() - before }));
rmSync(folder, { recursive: true, force: true });
