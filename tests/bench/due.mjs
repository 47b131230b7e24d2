// The console's home in a large hub (issue 6, Speed): 100,000 cases and 1,000,000 events of which one in a hundred was not told, beside a page that looks one task up by its key.
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import postgres from 'postgres';
import { fetchOnce, startHouse } from './serving.mjs';

const cases = Number(process.env.BENCH_CASES ?? 100_000);
const each = 10;
const asked = 60;

/** Names of keys that sort by when they were made, as the house makes them. @param {string} kind a hexadecimal digit of its own for each table */
const ids = (kind) => `('01940000-000${kind}-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;

/** Straight into the tables, as the owner: a million use cases would take an hour. Nothing sealed is in them that a page of the due list would open but names, which stand as unreadable. @param {postgres.Sql} sql */
async function fill(sql) {
	const [{ hub = '' } = {}] = await sql`select hub_id::text as hub from worker limit 1`;
	const name = randomBytes(60);
	await sql.unsafe(`set session_replication_role = replica`);
	const run = (/** @type {string} */ text, /** @type {any[]} */ values = []) => sql.unsafe(text, values);
	await run(
		`insert into person (id, hub_id, name_sealed, name_index, lang, made_at) select ${ids('1')}, $1, $2, $2, 'en', '2026-01-01' from generate_series(1, ${cases}) n`,
		[hub, name]
	);
	await run(
		`insert into cases (id, hub_id, kind, is_reported, made_at) select ${ids('2')}, $1, 'crime', true, '2026-01-01' from generate_series(1, ${cases}) n`,
		[hub]
	);
	await run(
		`insert into participant (id, hub_id, case_id, person_id, role, enhanced, made_at) select ${ids('3')}, $1, ${ids('2')}, ${ids('1')}, 'victim', '{}', '2026-01-01' from generate_series(1, ${cases}) n`,
		[hub]
	);
	await run(
		`insert into event (id, hub_id, case_id, kind, source, occurred_kind, as_of, received_at, published_at, content_hash, detail)
			select ${ids('4')}, $1, ('01940000-0002-7000-8000-' || lpad(to_hex(1 + n % ${cases}), 12, '0'))::uuid, 'nothing_new', 'police', 'unknown', 'happened',
				'2026-01-01'::timestamptz + n * interval '10 seconds', '2026-01-01', n::text, '{}' from generate_series(1, ${cases * each}) n`,
		[hub]
	);
	// What is new is what is untold: the newest hundredth.
	await run(
		`insert into telling (id, hub_id, case_id, person_id, event_id, at, by, way, outcome, once_key, made_at)
			select ${ids('5')}, $1, ('01940000-0002-7000-8000-' || lpad(to_hex(1 + n % ${cases}), 12, '0'))::uuid, ('01940000-0001-7000-8000-' || lpad(to_hex(1 + n % ${cases}), 12, '0'))::uuid,
				${ids('4')}, '2026-05-01', 'hub', 'phone', 'told', ${ids('5')}, '2026-05-01' from generate_series(1, ${Math.round(cases * each * 0.99)}) n`,
		[hub]
	);
	await run(
		`insert into task (id, hub_id, kind, is_urgent, due_on, made_at) values ('01940000-0006-7000-8000-000000000001', $1, 'service_stale', false, '2026-06-10', '2026-06-01')`,
		[hub]
	);
	await run(`set session_replication_role = default`);
	// The triggers slept: what they would have marked is marked, and the house folds it.
	await run(`insert into due_mark (id, hub_id, case_id) select gen_random_uuid(), hub_id, id from cases`);
	await run('analyze');
}

/** @param {string} url @param {string} cookie @param {number} n @returns {Promise<number>} the 95th of a hundred, in milliseconds */
async function p95(url, cookie, n) {
	const took = [];
	for (let i = 0; i < n; i++) {
		const at = performance.now();
		const { status } = await fetchOnce(url, { cookie });
		if (status !== 200) throw new Error(`${url} answered ${status}`);
		took.push(performance.now() - at);
	}
	return took.sort((a, b) => a - b)[Math.floor(n * 0.95)] ?? NaN;
}

/** Signs in as the first worker of the demonstration. @param {string} url */
async function asWorker(url) {
	const answer = await fetch(`${url}/demo`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ who: 'jo' })
	});
	return answer.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
}

/** @param {string | null} url @param {string} dir @returns {Promise<string[][]>} */
export async function benchDue(url, dir) {
	if (!url) return [];
	const house = await startHouse(dir, { DATABASE_URL: url });
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		await fill(sql);
		const folding = performance.now();
		while ((await sql`select 1 from due_mark limit 1`).length) await new Promise((go) => setTimeout(go, 500));
		const folded = (performance.now() - folding) / 1000;
		// As autovacuum leaves it a minute later: a hundred thousand marks that were folded at once are gone from the table too.
		await sql`vacuum analyze due_mark`;
		await sql`analyze`;
		const cookie = await asWorker(house.url);
		const task = `${house.url}/console/tasks/01940000-0006-7000-8000-000000000001`;
		await p95(task, cookie, 10);
		await p95(`${house.url}/console?f=hub`, cookie, 3);
		const [floor, home] = [await p95(task, cookie, asked), await p95(`${house.url}/console?f=hub`, cookie, asked)];
		return [
			[
				`home of the console, ${cases.toLocaleString('en-GB')} cases, p95`,
				`${home.toFixed(0)} ms = ${(home / floor).toFixed(1)} × floor ${floor.toFixed(1)}`,
				'5 × one look-up by its key'
			],
			['folding all of them once', `${folded.toFixed(0)} s`, '']
		];
	} finally {
		await sql.end();
		await house.stop();
	}
}
