import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get, Agent } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..', '..');
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** @returns {Promise<number>} */
export const freePort = () =>
	new Promise((done) => {
		const s = createServer().listen(0, '127.0.0.1', () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (s.address());
			s.close(() => done(port));
		});
	});

/** @param {string} url @param {Record<string, string>} [headers] @returns {Promise<{ status: number, bytes: number, body: Buffer }>} */
export const fetchOnce = (url, headers = {}) =>
	new Promise((done, fail) => {
		get(url, { agent, headers: { 'accept-encoding': 'br', ...headers } }, (res) => {
			/** @type {Buffer[]} */
			const parts = [];
			res.on('data', (part) => parts.push(part));
			res.on('end', () => done({ status: res.statusCode ?? 0, bytes: Buffer.concat(parts).length, body: Buffer.concat(parts) }));
		}).on('error', fail);
	});

/** User and system time of a process in milliseconds. @param {number} pid */
export function cpuOf(pid) {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** CPU milliseconds of the serving process per request. @param {{ pid: number, url: string }} house @param {string} path @param {number} n @param {string} [cookie] */
export async function cpuPerRequest(house, path, n, cookie) {
	const before = cpuOf(house.pid);
	const headers = cookie ? { cookie } : {};
	for (let done = 0; done < n; done += 8) await Promise.all(Array.from({ length: 8 }, () => fetchOnce(house.url + path, headers)));
	return (cpuOf(house.pid) - before) / n;
}

/** Starts a house and waits for its first page. @param {string} dir @param {Record<string, string>} env */
export async function startHouse(dir, env = {}) {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const started = performance.now();
	const child = spawn(process.execPath, ['server.js'], {
		cwd: root,
		env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: join(dir, 'data'), KEY_FILE: join(dir, 'keys', 'key'), ...env },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	for (;;) {
		const up = await fetchOnce(`${url}/`).catch(() => null);
		if (up?.status === 200) break;
		if (child.exitCode !== null) throw new Error('the house did not start');
		await new Promise((go) => setTimeout(go, 10));
	}
	const ms = Math.round(performance.now() - started);
	const pid = /** @type {number} */ (child.pid);
	return {
		url,
		pid,
		ms,
		memory: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024),
		/** @param {string} path @param {string} cookie */
		bytes: async (path, cookie) => (await fetchOnce(url + path, { cookie, 'accept-encoding': 'identity' })).body,
		async signIn() {
			const page = (await fetchOnce(`${url}/demo`, { 'accept-encoding': 'identity' })).body.toString();
			const [, name = '', value = ''] = /<(?:input|button)[^>]*name="(who|person|key)"[^>]*value="([^"]+)"/.exec(page) ?? [];
			const answer = await fetch(`${url}/demo`, {
				method: 'POST',
				redirect: 'manual',
				headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
				body: new URLSearchParams({ [name]: value })
			});
			return answer.headers
				.getSetCookie()
				.map((line) => line.split(';')[0])
				.join('; ');
		},
		stop: () =>
			new Promise((done) => {
				child.once('exit', () => done(undefined));
				child.kill('SIGTERM');
			})
	};
}

/** @param {string} dir @param {string | null} url */
export async function startTimes(dir, url) {
	const at = async (/** @type {Record<string, string>} */ env) => {
		const house = await startHouse(dir, env);
		await house.stop();
		return house.ms;
	};
	const embedded = { DATABASE_URL: '' };
	const first = await at(embedded);
	const again = await at(embedded);
	if (!url) return { first, again, postgres: null };
	await at({ DATABASE_URL: url });
	return { first, again, postgres: await at({ DATABASE_URL: url }) };
}
