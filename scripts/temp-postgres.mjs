// A throw-away real PostgreSQL for tests, from binaries already on the machine. Returns null where there are none.
import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export async function tempPostgres() {
	const base = '/usr/lib/postgresql';
	const bins = [
		...(existsSync(base)
			? readdirSync(base)
					.sort((a, b) => Number(b) - Number(a))
					.map((v) => join(base, v, 'bin'))
			: []),
		...(process.env.PG_BIN ? [process.env.PG_BIN] : [])
	].filter((d) => existsSync(join(d, 'initdb')));
	if (!bins[0]) return null;
	const bin = (n) => join(bins[0], n);
	const dir = mkdtempSync(join(tmpdir(), 'pg-'));
	// postgres refuses to run as root: become `postgres` if there is one, else `nobody`
	let who = {};
	if (process.getuid?.() === 0) {
		const id = (flag, u) => Number(spawnSync('id', [flag, u], { encoding: 'utf8' }).stdout);
		const u = id('-u', 'postgres') ? 'postgres' : 'nobody';
		who = { uid: id('-u', u), gid: id('-g', u) };
		chownSync(dir, who.uid, who.gid);
	}
	const port = await new Promise((res) => {
		const s = createServer().listen(0, '127.0.0.1', () => {
			const p = s.address().port;
			s.close(() => res(p));
		});
	});
	const data = join(dir, 'data');
	const opt = { ...who, cwd: dir, stdio: 'ignore' };
	execFileSync(bin('initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'], opt);
	execFileSync(
		bin('pg_ctl'),
		[
			'-D',
			data,
			'-w',
			'-l',
			join(dir, 'log'),
			'-o',
			`-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${dir} -c fsync=off`,
			'start'
		],
		opt
	);
	return {
		url: `postgres://postgres@127.0.0.1:${port}/postgres`,
		stop() {
			spawnSync(bin('pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], opt);
			rmSync(dir, { recursive: true, force: true });
		}
	};
}
if (import.meta.main) {
	const t = performance.now();
	const pg = await tempPostgres();
	console.log(pg?.url, Math.round(performance.now() - t), 'ms');
	pg?.stop();
}
