import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';

const header = 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\n';
const rows = Number(process.env.BENCH_ROWS ?? 50_000);

/** Target 14: the importer's whole path against staged COPY + INSERT … ON CONFLICT of the same rows, in one run. @param {string | null} url @param {string} dir @returns {Promise<string[][]>} */
export async function benchFeed(url, dir) {
	if (!url) return [];
	const lines = Array.from(
		{ length: rows },
		(_, i) =>
			`${randomBytes(32).toString('hex')},2026-0${(i % 5) + 1},Humberside Police,Humberside Police,-0.3,53.7,On or near A ROAD,E01012999,Hull 001A,${i % 3 ? 'Under investigation' : 'Suspect charged'}\n`
	);
	const file = join(dir, 'bench-outcomes.csv');
	writeFileSync(file, header + lines.join(''));
	const sql = postgres(url, { max: 1, onnotice() {} });
	await sql.unsafe(
		`create table if not exists bench_target (key text primary key, month text, outcome text); create index if not exists bench_month on bench_target (month); truncate bench_target`
	);
	let started = performance.now();
	await sql.begin(async (tx) => {
		await tx.unsafe('create temp table staged (key text, month text, outcome text) on commit drop');
		const into = await tx`copy staged from stdin with (format csv)`.writable();
		await pipeline(
			Readable.from(
				lines.map((line) => {
					const c = line.trimEnd().split(',');
					return `${c[0]},${c[1]},${c[9]}\n`;
				})
			),
			into
		);
		await tx.unsafe('insert into bench_target select * from staged on conflict do nothing');
	});
	const copy = rows / ((performance.now() - started) / 1000);
	await sql.unsafe('drop table bench_target');
	const run = () => {
		started = performance.now();
		const done = spawnSync(process.execPath, ['build/cli.js', 'import', 'police-uk', file], {
			cwd: join(import.meta.dirname, '..', '..'),
			env: { ...process.env, DATABASE_URL: url, DATA_DIR: join(dir, 'data'), KEY_FILE: join(dir, 'keys', 'key') },
			encoding: 'utf8'
		});
		if (done.status !== 0) throw new Error(done.stderr);
		return rows / ((performance.now() - started) / 1000);
	};
	const own = run();
	const replay = run();
	await sql.end();
	return [
		[`14 feed, ${rows} rows, whole command`, `${Math.round(own)} rows/s = ${(own / copy).toFixed(2)} × staged COPY`, '0.30'],
		['14 the same file again (changes nothing)', `${Math.round(replay)} rows/s = ${(replay / copy).toFixed(2)} × staged COPY`, '']
	];
}
