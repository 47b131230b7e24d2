import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
			writeFileSync(file, `${process.pid} ${startTime(process.pid)}`, { flag: 'wx' });
			const release = () => {
				process.off('exit', release);
				rmSync(file, { force: true });
			};
			process.once('exit', release);
			return release;
		} catch (e) {
			if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e;
		}
		const [pid = '0', started = ''] = readFileSync(file, 'utf8').split(' ');
		if (Number(pid) > 0 && isAlive(Number(pid)) && startTime(Number(pid)) === started)
			throw new CannotNow(
				`The data folder ${dataDir} is in use by process ${pid}. Stop that process first, or set DATA_DIR or DATABASE_URL.`
			);
		rmSync(file, { force: true });
	}
	throw new CannotNow(`The data folder ${dataDir} could not be locked.`);
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
