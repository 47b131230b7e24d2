import process from 'node:process';
import { clockNow } from '#server/clock.ts';
import { settings } from '#server/settings.ts';
import { run } from './run.ts';

// Whoever reads the lines may stop before the end (`| head`).
process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
	if (fault.code !== 'EPIPE') throw fault;
	process.exit(0);
});
const line = (stream: NodeJS.WriteStream) => (text: string) => void stream.write(`${text}\n`);

process.exitCode = await run(process.argv.slice(2), {
	out: line(process.stdout),
	err: line(process.stderr),
	progress: process.stderr.isTTY ? (text) => void process.stderr.write(`\r\u001b[2K${text}`) : null,
	settings,
	now: clockNow
});
