import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of its own that a test may kill and start again on the same data. */
export type Cluster = { url: string; start(): Promise<void>; kill(): Promise<void>; stop(): Promise<void> };

const folders = '/usr/lib/postgresql';
const bin = [
	...(existsSync(folders) ? readdirSync(folders).sort((a, b) => Number(b) - Number(a)) : []).map((version) =>
		join(folders, version, 'bin')
	),
	...(process.env.PG_BIN ? [process.env.PG_BIN] : [])
].find((folder) => existsSync(join(folder, 'initdb')));

/** Where no binaries of PostgreSQL are on the machine, these tests are skipped, and the last line of the run says so. */
export const hasPostgres = bin !== undefined;

const idOf = (flag: string, user: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);

/** Below the ports that clients are given: while the server is dead, a client of ours must not come to sit on its port. */
async function freePort(): Promise<number> {
	const port = 20_000 + Math.floor(Math.random() * 10_000);
	const server = createServer();
	const isFree = await new Promise<boolean>((done) => {
		server.once('error', () => done(false)).listen(port, '127.0.0.1', () => server.close(() => done(true)));
	});
	return isFree ? port : freePort();
}

/** PostgreSQL refuses to run as root: it becomes `postgres` where there is one, else `nobody`. */
function runner(): { uid?: number; gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const user = idOf('-u', 'postgres') ? 'postgres' : 'nobody';
	return { uid: idOf('-u', user), gid: idOf('-g', user) };
}

/** Makes and starts a cluster. Without fsync: the machine itself does not fail here, only the processes. */
export async function aCluster(): Promise<Cluster> {
	const dir = mkdtempSync(join(tmpdir(), 'waymark-faults-'));
	const who = runner();
	if (who.uid !== undefined && who.gid !== undefined) chownSync(dir, who.uid, who.gid);
	const [data, port] = [join(dir, 'data'), await freePort()];
	const program = (name: string) => join(bin ?? '', name);
	const set = ['listen_addresses=127.0.0.1', `unix_socket_directories=${dir}`, 'fsync=off', 'max_connections=60'].flatMap((one) => [
		'-c',
		one
	]);
	let server: ChildProcess | null = null;
	async function start(): Promise<void> {
		// A child of ours, and not of pg_ctl: a server that nobody waits for stays in the list of processes when it is dead, and stands in the way of the next.
		const log = openSync(join(dir, 'log'), 'a');
		server = spawn(program('postgres'), ['-D', data, '-p', String(port), ...set], { ...who, cwd: dir, stdio: ['ignore', log, log] });
		closeSync(log);
		for (let tries = 0; spawnSync(program('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status !== 0; tries++) {
			if (tries > 300 || server.exitCode !== null) throw new Error(readFileSync(join(dir, 'log'), 'utf8').slice(-2000));
			await pause(50);
		}
	}
	async function kill(): Promise<void> {
		if (!server?.pid || server.exitCode !== null) return;
		const gone = once(server, 'exit');
		killAll(server.pid);
		await gone;
	}
	execFileSync(program('initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'], {
		...who,
		cwd: dir,
		stdio: 'ignore'
	});
	await start();
	const stop = async () => {
		await kill();
		rmSync(dir, { recursive: true, force: true });
	};
	return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, start, kill, stop };
}

/** The server and every process it started, at once and without a word; the server is halted first, so that it starts no more meanwhile. */
function killAll(server: number): void {
	process.kill(server, 'SIGSTOP');
	const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === server);
	for (const pid of [...children.map(Number), server]) kill(pid);
}

function parentOf(pid: string): number | null {
	try {
		return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
	} catch {
		return null;
	}
}

function kill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (e) {
		if ((e as NodeJS.ErrnoException).code !== 'ESRCH') throw e;
	}
}

/** The short form runs with every `npm test`; the long one with WAYMARK_LONG=1. */
export const rounds = (short: number, long: number): number => (process.env.WAYMARK_LONG === '1' ? long : short);
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
