// npm run bench: each target beside its floor, as ratios from one run. It prints; it never fails (performance.md).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { tempPostgres } from '../../scripts/temp-postgres.mjs';
import { benchBrowser } from './browser.mjs';
import { cpuPerRequest, startHouse, startTimes } from './serving.mjs';
import { benchFeed } from './feed.mjs';
import { benchDirectory } from './directory.mjs';
import { benchLive } from './live.mjs';
import { startFloor } from './floor.mjs';
import { benchNotices } from './notices.mjs';
import { benchDue } from './due.mjs';
import { benchVault } from './vault.mjs';
import { benchSealing } from './sealing.mjs';

const dir = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
const pg = process.env.TEST_DATABASE_URL ? { url: process.env.TEST_DATABASE_URL, stop() {} } : await tempPostgres();
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
/** @param {string} what @param {string} figure @param {string} [target] */
const say = (what, figure, target = '') => console.log(`${what.padEnd(58)} ${figure.padEnd(34)} ${target}`);
/** @param {number[]} list */
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN;

try {
	say('WHAT', 'MEASURED', 'TARGET');
	const times = await startTimes(dir, pg?.url ?? null);
	say('11 start, embedded, first (after the build)', `${times.first} ms`, '1,500 ms');
	say('11 start, embedded, again', `${times.again} ms`, '800 ms');
	if (times.postgres) say('11 start, PostgreSQL, again', `${times.postgres} ms`, '300 ms');

	const house = await startHouse(dir, { DATABASE_URL: pg?.url ?? '' });
	say('12 memory at rest', `${house.memory()} MB`, '100 MB');
	const cookie = await house.signIn();
	const floor = await startFloor(pg?.url ?? null, await house.bytes('/my', cookie));
	const pairs = {
		own: /** @type {number[]} */ ([]),
		floor: /** @type {number[]} */ ([]),
		open: /** @type {number[]} */ ([]),
		memory: /** @type {number[]} */ ([])
	};
	await cpuPerRequest(house, '/my', 200, cookie);
	await cpuPerRequest(house, '/', 200);
	for (let i = 0; i < rounds; i++) {
		pairs.own.push(await cpuPerRequest(house, '/my', 400, cookie));
		pairs.floor.push(await cpuPerRequest(floor, '/page', 400));
		pairs.open.push(await cpuPerRequest(house, '/', 3000));
		pairs.memory.push(await cpuPerRequest(floor, '/kept', 3000));
	}
	const ratio = (/** @type {number[]} */ a, /** @type {number[]} */ b) => (median(a) / median(b)).toFixed(2);
	say(
		'7 CPU of a personal page',
		`${median(pairs.own).toFixed(2)} ms = ${ratio(pairs.own, pairs.floor)} × floor ${median(pairs.floor).toFixed(2)}`,
		'0.90 ms, floor 0.46'
	);
	say(
		'8 CPU of a public page',
		`${median(pairs.open).toFixed(3)} ms = ${ratio(pairs.open, pairs.memory)} × floor ${median(pairs.memory).toFixed(3)}`,
		'0.06 ms, floor 0.028'
	);
	say('12 memory after these requests', `${house.memory()} MB`, '180 MB');
	const browser = await benchBrowser(house.url);
	for (const [what, figure, target] of browser) say(what, figure, target);
	await floor.stop();
	await house.stop();

	for (const [what, figure, target] of await benchLive(pg?.url ?? null, dir)) say(what, figure, target);
	for (const [what, figure, target] of await benchVault(pg?.url ?? null, dir, rounds)) say(what, figure, target);
	for (const [what, figure, target] of benchSealing()) say(what, figure, target);
	for (const [what, figure, target] of await benchDirectory(pg?.url ?? null, rounds)) say(what, figure, target);
	for (const [what, figure, target] of await benchFeed(pg?.url ?? null, dir)) say(what, figure, target);
	const apart = process.env.TEST_DATABASE_URL ? null : await tempPostgres();
	for (const [what, figure, target] of await benchDue(apart?.url ?? null, dir)) say(what, figure, target);
	apart?.stop();
	const quiet = process.env.TEST_DATABASE_URL ? null : await tempPostgres();
	for (const [what, figure, target] of await benchNotices(quiet?.url ?? null, mkdtempSync(join(dir, 'notices-'))))
		say(what, figure, target);
	quiet?.stop();
	if (!pg) console.log('No PostgreSQL was found: figures are for the embedded database.');
} finally {
	pg?.stop();
	rmSync(dir, { recursive: true, force: true });
}
