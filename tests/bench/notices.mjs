// How many notices leave in a second (issue 6, Speed): one worker, PostgreSQL, a provider on this machine that takes 20 ms for each. Beside its floor: the same things handed to the same provider
// without gate, sealing, states and log.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { sql } from 'drizzle-orm';
import { runnerImport } from 'vite';
import { openKeyFile } from '../../src/server/crypto/key-file.ts';
import { createDb } from '../../src/server/db/as.ts';
import { openEngine } from '../../src/server/db/client.ts';
import { newId } from '../../src/server/db/keyring.ts';
import { rowsOf } from '../../src/server/db/migrate.ts';
import { addPerson, addPreference, addWay } from '../../src/server/db/queries/people.ts';
import { appendOutbox } from '../../src/server/db/queries/house.ts';
import { sealAt, sealedPlaces, searchIndex } from '../../src/server/db/sealed-places.ts';
import { notifyPost } from '../../src/server/post/notify.ts';
import { startHouse } from './serving.mjs';

const notices = Number(process.env.BENCH_NOTICES ?? 1000);
const takes = 20;
const id = (/** @type {string} */ digit) => Array(5).fill(digit).map((one, at) => one.repeat([8, 4, 4, 4, 12][at] ?? 0)).join('-'); // prettier-ignore
const [key, template] = [`hub-${id('1')}-${id('2')}`, id('3')];

/** The provider, a process of its own: it keeps nothing and says yes. */
function provide() {
	createServer((request, response) => {
		request.resume().on('end', () => {
			const body = JSON.stringify({ id: crypto.randomUUID(), content: { body: '', from_number: '' }, uri: '', template: { id: template } });
			setTimeout(() => response.writeHead(201, { 'content-type': 'application/json' }).end(body), takes);
		});
	}).listen(0, '127.0.0.1', function () {
		process.send?.(/** @type {import('node:net').AddressInfo} */ (this.address()).port);
	});
}

/** @param {number[]} list */
const p95 = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? NaN;

/** People who may be written to by text, each with an answer to a message that she is to be told of. @param {import('../../src/server/db/as.ts').Db} db @param {any} hub @param {Date} now */
async function fill(db, hub, now) {
	const job = /** @type {const} */ ({ kind: 'job', hub });
	for (let made = 0; made < notices; made += 100)
		await db.as(job, now, async (tx) => {
			for (let at = 0; at < 100; at++) {
				const [personId, wayId] = [newId(now), newId(now)];
				const base = { hubId: hub, madeAt: now };
				await tx.keys.make({ kind: 'person', id: personId });
				const nameSealed = await sealAt(tx.keys, sealedPlaces.personName(personId), 'Sam Test');
				await addPerson(tx, { ...base, id: personId, nameSealed, nameIndex: searchIndex.personName(tx.keys, 'Sam Test'), lang: 'en' });
				const valueSealed = await sealAt(tx.keys, sealedPlaces.contactWay(personId, wayId), '07700 900123');
				const way = /** @type {const} */ ({ kind: 'text', safe: 'safe', checked: true });
				await addWay(tx, { ...base, ...way, id: wayId, personId, valueSealed, valueIndex: searchIndex.way(tx.keys, '07700 900123') });
				const said = /** @type {const} */ ({
					mayContact: 'yes',
					voicemail: 'none',
					sayWho: false,
					hardNews: 'call_first',
					changedSince: false
				});
				await addPreference(tx, { ...base, id: newId(now), personId, version: 1, ...said, confirmedAt: now });
				await appendOutbox(tx, 'message.answered', { thread: newId(now), case: '', person: personId });
			}
		});
}

/** @param {string | null} url @param {string} dir @returns {Promise<string[][]>} */
export async function benchNotices(url, dir) {
	if (!url) return [];
	const env = { DATABASE_URL: url, KEY_FILE: join(dir, 'keys', 'key') };
	await (await startHouse(dir, env)).stop();
	Object.assign(process.env, env);
	/** @type {{ module: typeof import('./notices-house.ts') }} */
	const { module } = await runnerImport(join(import.meta.dirname, 'notices-house.ts'), { configFile: false, logLevel: 'error' });
	const { askGate, handlers, sendNotices, drainOutbox } = module;
	const engine = await openEngine({ url });
	const db = createDb(engine, openKeyFile(env.KEY_FILE, { create: false, forbiddenInside: '' }));
	const provider = fork(import.meta.filename, ['provide']);
	const port = await new Promise((up) => provider.once('message', up));
	const post = notifyPost({ key, templates: { text: template }, base: `http://127.0.0.1:${port}` });
	/** @type {number[]} */
	const took = [];
	const timed = {
		...post,
		hand: async (/** @type {import('../../src/server/post/port.ts').Parcel} */ parcel) => {
			const at = performance.now();
			const came = await post.hand(parcel);
			took.push(performance.now() - at);
			return came;
		}
	};
	try {
		const now = new Date('2026-06-02T10:00:00Z');
		const [{ hub } = { hub: '' }] = await engine.tx('owner', async (q) =>
			rowsOf(await q.execute(sql`select id::text as hub from hub limit 1`))
		);
		await drainOutbox(db, handlers, now);
		while ((await sendNotices(db, { hub, now, post, askGate, random: Math.random })).isFull);
		await fill(db, hub, now);
		const began = performance.now();
		for (let more = 1; more > 0;) more = await drainOutbox(db, handlers, now);
		const made = performance.now() - began;
		const sending = performance.now();
		let sent = 0;
		for (let isFull = true; isFull;) {
			const came = await sendNotices(db, { hub, now, post: timed, askGate, random: Math.random });
			sent += came.taken;
			isFull = came.isFull;
		}
		const out = performance.now() - sending;
		if (sent !== notices) throw new Error(`${sent} of ${notices} notices left`);
		const parcel = /** @type {const} */ ({ channel: 'text', to: '07700 900123', subject: '', text: 'You have an update.' });
		const bare = performance.now();
		for (let done = 0; done < notices; done += 50)
			await Promise.all(Array.from({ length: 50 }, (_, at) => post.hand({ ...parcel, key: `${done + at}` })));
		const floor = (notices * 1000) / (performance.now() - bare);
		const rate = (notices * 1000) / out;
		return [
			['notices handed over, one worker', `${rate.toFixed(0)}/s = ${(rate / floor).toFixed(2)} × floor ${floor.toFixed(0)}`, '50/s'],
			['from the event until it is handed over, all of them', `${((notices * 1000) / (made + out)).toFixed(0)}/s`, ''],
			[`hand-over to a provider that takes ${takes} ms, p95`, `${p95(took).toFixed(0)} ms`, '']
		];
	} finally {
		provider.kill();
		await engine.close();
	}
}

if (process.argv[2] === 'provide') provide();
