// From a worker's save to a person's open page, with many pages open; and what an open page costs in memory. Beside its floor in the same run: the same save asked for again as a page.
import { get, request } from 'node:http';
import process from 'node:process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { openEngine } from '../../src/server/db/client.ts';
import { rowsOf } from '../../src/server/db/migrate.ts';
import { sql } from 'drizzle-orm';
import { startHouse } from './serving.mjs';

const open = Number(process.env.BENCH_STREAMS ?? 200);
const rounds = 20;

/** @param {string} url @param {string} cookie */
function listen(url, cookie) {
	/** @type {(at: number) => void} */
	let heard = () => {};
	const change = new Promise((done) => (heard = done));
	const ready = new Promise((done, failed) => {
		const req = get(`${url}/my/live`, { agent: false, headers: { accept: 'text/event-stream', cookie } }, (res) => {
			res.on('data', (piece) => {
				done(res.statusCode);
				if (String(piece).includes('event: change')) heard(performance.now());
			});
			res.on('error', () => {});
		});
		req.on('error', failed);
		hang.push(() => req.destroy());
	});
	return { change, ready };
}
/** @type {(() => void)[]} */
let hang = [];

/** @param {string} url @param {string} cookie @param {string} path @param {Record<string, string>} fields @returns {Promise<number>} */
const post = (url, cookie, path, fields) =>
	new Promise((done, failed) => {
		const body = new URLSearchParams(fields).toString();
		const headers = {
			cookie,
			origin: url,
			accept: 'text/html',
			'content-type': 'application/x-www-form-urlencoded',
			'content-length': Buffer.byteLength(body)
		};
		const req = request(`${url}${path}`, { method: 'POST', headers }, (res) => {
			res.resume();
			res.on('end', () => done(res.statusCode ?? 0));
		});
		req.on('error', failed);
		req.end(body);
	});

/** @param {number[]} list @param {number} part */
const at = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? NaN;

/** @param {string | null} url @param {string} dir @returns {Promise<[string, string, string][]>} */
export async function benchLive(url, dir) {
	if (!url) return [];
	const house = await startHouse(dir, { DATABASE_URL: url });
	const engine = await openEngine({ url });
	/** A session of this account, as the door makes one. @param {string} kind @param {number} n */
	const sessions = async (kind, n) => {
		const until = new Date(Date.now() + 3_600_000).toISOString();
		const tokens = Array.from({ length: n }, () => randomBytes(32).toString('base64url'));
		const accounts = await engine.tx('owner', async (q) => {
			const found = rowsOf(
				await q.execute(
					sql`select id::text, subject::text from account where kind = ${kind} and (kind = 'person' or 'care' = any (roles)) order by subject limit 1`
				)
			);
			const [{ id }] = /** @type {any[]} */ (found);
			for (const token of tokens) {
				const hash = createHash('sha256').update(token).digest('hex');
				await q.execute(sql`insert into session (id, account_id, made_at, seen_at, auth_at, expires_at, absolute_expires_at, complete, client)
					values (${hash}, ${id}::uuid, now(), now(), now(), ${until}::timestamptz, ${until}::timestamptz, true, 'unknown')`);
			}
			return found;
		});
		return { tokens, accounts };
	};
	const [people, workers] = [await sessions('person', 1000), await sessions('worker', 1)];
	const [her, jo] = [`w=${people.tokens[0]}`, `c=${workers.tokens[0]}`];
	const thread = randomUUID();
	await post(house.url, her, '/my/messages/new', { once: thread, topic: 'court', text: 'When is the hearing?' });
	await post(house.url, jo, `/console/messages/${thread}?/take`, {});
	/** @type {{ live: number[], floor: number[] }} */
	const took = { live: [], floor: [] };
	for (let round = 0; round < rounds; round++) {
		hang = [];
		const lines = people.tokens.slice(0, open).map((token) => listen(house.url, `w=${token}`));
		await Promise.all(lines.map(({ ready }) => ready));
		const began = performance.now();
		const status = await post(house.url, jo, `/console/messages/${thread}?/answer`, {
			once: randomUUID(),
			as: 'answer',
			text: 'On Monday.'
		});
		if (status !== 303) throw new Error(`the answer was not taken: ${status}`);
		took.floor.push(performance.now() - began);
		took.live.push(...(await Promise.all(lines.map(async ({ change }) => Number(await change) - began))));
		for (const each of hang) each();
	}
	const before = house.memory();
	hang = [];
	await Promise.all(people.tokens.map((token) => listen(house.url, `w=${token}`).ready));
	const memory = house.memory() - before;
	for (const each of hang) each();
	await engine.close();
	await house.stop();
	const floor = at(took.floor, 0.95);
	return [
		[
			`from a save to ${open} open pages, p95`,
			`${Math.round(at(took.live, 0.95))} ms = ${(at(took.live, 0.95) / floor).toFixed(1)} × the save itself ${Math.round(floor)}`,
			'1,000 ms'
		],
		['memory of 1,000 open pages', `${memory} MB`, '30 MB']
	];
}
