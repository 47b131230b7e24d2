import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotNow } from '#shared/faults.ts';

/**
 * PGlite does not lock its folder: two processes on one folder silently lose committed rows. The lock names its holder by
 * pid and start time, so that a holder killed with -9, or a reused pid, does not block the next start.
 * @throws CannotNow naming the process that holds it.
 */
export function lockDataDir(dataDir: string): () => void {
	const file = `${dataDir}.lock`;
	mkdirSync(dirname(file), { recursive: true });
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			takeWhole(file);
			const release = () => {
				process.off('exit', release);
				rmSync(file, { force: true });
			};
			process.once('exit', release);
			return release;
		} catch (e) {
			if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e;
		}
		const held = read(file);
		const [pid = '0', started = ''] = held.split(' ');
		if (Number(pid) > 0 && isAlive(Number(pid)) && startTime(Number(pid)) === started)
			throw new CannotNow(
				`The data folder ${dataDir} is in use by process ${pid}. Stop that process first, or set DATA_DIR or DATABASE_URL.`
			);
		putAside(file, held);
	}
	throw new CannotNow(`The data folder ${dataDir} could not be locked.`);
}

/** Makes the lock appear with its text in it: an empty one would look stale to another process. */
function takeWhole(file: string) {
	const mine = `${file}.${process.pid}`;
	writeFileSync(mine, `${process.pid} ${startTime(process.pid)}`);
	try {
		linkSync(mine, file);
	} finally {
		rmSync(mine, { force: true });
	}
}

function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

/** Takes a stale lock away; one that another process put in its place meanwhile is put back. */
function putAside(file: string, stale: string) {
	const aside = `${file}.${process.pid}.stale`;
	try {
		renameSync(file, aside);
	} catch {
		return;
	}
	if (read(aside) !== stale) linkSync(aside, file);
	rmSync(aside, { force: true });
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (e) {
		return (e as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function startTime(pid: number): string {
	try {
		// Field 22 of /proc/<pid>/stat, after the command's name in brackets; empty where there is no /proc.
		return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ')[19] ?? '';
	} catch {
		return '';
	}
}
