// A process that takes a data folder and keeps it, as the server does; it says so, or why it cannot and leaves with 3.
import { lockDataDir } from '#server/db/lock.ts';
import { CannotNow } from '#shared/faults.ts';

try {
	lockDataDir(process.argv[2] ?? '');
	process.stdout.write('holds\n');
	setInterval(() => {}, 60_000);
} catch (e) {
	if (!(e instanceof CannotNow)) throw e;
	process.stderr.write(`${e.message}\n`);
	process.exitCode = 3;
}
