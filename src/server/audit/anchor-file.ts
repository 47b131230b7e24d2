import {
	closeSync,
	createReadStream,
	existsSync,
	fsyncSync,
	fstatSync,
	ftruncateSync,
	mkdirSync,
	openSync,
	readSync,
	writeSync
} from 'node:fs';
import { dirname } from 'node:path';
import { CannotNow } from '#shared/faults.ts';
import { isInside } from '../crypto/key-file-text.ts';

const tail = 64 * 1024;

/** Anchors beside the rows they guard would leave, or be changed, with them. @throws CannotNow. */
export function refuseInsideData(file: string, dataDir: string): void {
	if (isInside(file, dataDir)) throw new CannotNow(`The anchors ${file} lie inside the data folder. Move them, and set ANCHOR_FILE.`);
}

/** The last whole line of the file; null where there is none. A line that a crash cut short counts as not written. */
export function lastLine(file: string): string | null {
	if (!existsSync(file)) return null;
	return withFile(file, 'r', (handle) => wholeTail(handle).lines.at(-1) ?? null);
}

/**
 * Appends lines, whole or not at all, and waits until the disk has them: what a crash cut short before is taken away first. One writer at a time: the caller holds the lock.
 * @throws the file system's own error where it cannot.
 */
export function appendLines(file: string, lines: readonly string[]): void {
	mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
	withFile(file, 'a+', (handle) => {
		const { end } = wholeTail(handle);
		ftruncateSync(handle, end);
		const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
		try {
			for (let at = 0; at < text.length;) at += writeSync(handle, text, at);
			fsyncSync(handle);
		} catch (e) {
			ftruncateSync(handle, end);
			throw e;
		}
	});
}

/** Every whole line in order, a piece of the file at a time; what a crash cut short at the end is none. */
export async function* readLines(file: string): AsyncGenerator<string> {
	let rest = '';
	for await (const piece of createReadStream(file, 'utf8')) {
		const lines = (rest + String(piece)).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
}

function withFile<T>(file: string, flags: string, use: (handle: number) => T): T {
	const handle = openSync(file, flags, 0o600);
	try {
		return use(handle);
	} finally {
		closeSync(handle);
	}
}

/** The whole lines at the end of the file, and where they end. */
function wholeTail(handle: number): { lines: string[]; end: number } {
	const { size } = fstatSync(handle);
	const start = Math.max(0, size - tail);
	const bytes = Buffer.alloc(size - start);
	readSync(handle, bytes, 0, bytes.length, start);
	const cut = bytes.lastIndexOf(0x0a) + 1;
	const lines = bytes.subarray(0, cut).toString('utf8').split('\n').slice(0, -1);
	return { lines: start > 0 ? lines.slice(1) : lines, end: start + cut };
}
