// What the vault costs: a personal page with roles, row security and unsealing beside the same page without, in one run; and whether signing in stalls anybody.
import { fork } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { cpuOf, fetchOnce, freePort, startHouse } from './serving.mjs';

/** @param {string} url @param {string} dir @param {string} mode */
async function open(url, dir, mode) {
	const port = await freePort();
	const child = fork(join(import.meta.dirname, 'vault-house.mjs'), [String(port), mode], {
		env: { ...process.env, DATABASE_URL: url, DATA_DIR: join(dir, 'data'), KEY_FILE: join(dir, 'keys', 'key') }
	});
	await new Promise((up) => child.once('message', up));
	/** @param {string} what @returns {Promise<any>} */
	const ask = (what) => new Promise((done) => (child.once('message', done), child.send(what)));
	const stop = () => new Promise((done) => (child.once('exit', done), child.kill('SIGTERM')));
	return { url: `http://127.0.0.1:${port}`, pid: /** @type {number} */ (child.pid), ask, stop };
}

/** CPU milliseconds so far of every process of the database server. Backends stay open between the rounds, so none is lost. */
function databaseCpu() {
	const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
	return pids.reduce((sum, pid) => {
		try {
			return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' ? sum + cpuOf(Number(pid)) : sum;
		} catch {
			return sum;
		}
	}, 0);
}

/** @param {{ url: string, pid: number }} house @param {string} path @param {string} cookie @param {number} n */
async function cost(house, path, cookie, n) {
	const before = [cpuOf(house.pid), databaseCpu()];
	for (let done = 0; done < n; done += 4) {
		const answers = await Promise.all(Array.from({ length: 4 }, () => fetchOnce(house.url + path, { cookie })));
		if (answers.some(({ status }) => status !== 200)) throw new Error('the page did not come');
	}
	return { app: (cpuOf(house.pid) - before[0]) / n, all: (cpuOf(house.pid) - before[0] + databaseCpu() - before[1]) / n };
}

/** @param {number[]} list */
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

/** Eight people sign in at once, again and again, with a wrong password (as dear as a right one), while one reads. @param {any} house @param {string} cookie @param {number} seconds */
async function signInLoad(house, cookie, seconds) {
	const until = Date.now() + seconds * 1000;
	await house.ask('watch');
	let tries = 0;
	const one = async (/** @type {number} */ who) => {
		while (Date.now() < until) {
			const body = new URLSearchParams({ signIn: `nobody ${who} ${tries++}`, password: 'lantern gravel orchard' });
			await fetch(`${house.url}/sign-in`, {
				method: 'POST',
				body,
				headers: { origin: house.url, 'x-bench-address': `2001:db8:${tries.toString(16)}::1` },
				redirect: 'manual'
			});
		}
	};
	const waits = /** @type {number[]} */ ([]);
	const reads = (async () => {
		while (Date.now() < until) {
			const at = performance.now();
			await fetchOnce(`${house.url}/my`, { cookie });
			waits.push(performance.now() - at);
		}
	})();
	await Promise.all([...Array.from({ length: 8 }, (_, who) => one(who)), reads]);
	waits.sort((a, b) => a - b);
	return { ...(await house.ask('delay')), tries, p95: waits[Math.floor(waits.length * 0.95)] ?? NaN };
}

/** Issue 3, Speed. @param {string | null} url @param {string} dir @param {number} rounds @returns {Promise<string[][]>} */
export async function benchVault(url, dir, rounds) {
	if (!url) return [];
	const seeded = await startHouse(dir, { DATABASE_URL: url });
	const cookie = await seeded.signIn();
	const home = (await fetchOnce(`${seeded.url}/my`, { cookie, 'accept-encoding': 'identity' })).body.toString();
	const path = /href="(\/my\/updates\/[0-9a-f-]+)"/.exec(home)?.[1] ?? '/my';
	await seeded.stop();
	const full = await open(url, dir, 'full');
	const bare = await open(url, dir, 'bare');
	const out = { full: /** @type {{ app: number, all: number }[]} */ ([]), bare: /** @type {{ app: number, all: number }[]} */ ([]) };
	for (const house of [full, bare]) await cost(house, path, cookie, 100);
	for (let i = 0; i < rounds; i++) {
		out.full.push(await cost(full, path, cookie, 200));
		out.bare.push(await cost(bare, path, cookie, 200));
	}
	await bare.stop();
	const load = await signInLoad(full, cookie, 8);
	await full.stop();
	const of = (/** @type {'app' | 'all'} */ which) => {
		const [a, b] = [median(out.full.map((one) => one[which])), median(out.bare.map((one) => one[which]))];
		return `${a.toFixed(2)} ms = ${(a / b).toFixed(2)} × ${b.toFixed(2)} without`;
	};
	return [
		['personal page with roles, row security, unsealing: app', of('app'), '1.5 × without'],
		['the same, the database’s work counted in', of('all'), '1.5 × without'],
		[
			'8 sign-ins at once: event loop p99; a reader’s p95',
			`${load.p99.toFixed(0)} ms; ${load.p95.toFixed(0)} ms (${load.tries} tries)`,
			'50 ms'
		]
	];
}
