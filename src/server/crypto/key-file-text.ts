import { randomBytes } from 'node:crypto';
import {
	closeSync,
	fchmodSync,
	fstatSync,
	fsyncSync,
	linkSync,
	mkdirSync,
	openSync,
	readFileSync,
	realpathSync,
	statSync,
	unlinkSync,
	writeFileSync
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { KeyFault } from './fault.ts';

export type Key = { id: string; bytes: Buffer };
/** The first master key wraps; the later ones only unwrap what was wrapped before a rotation. */
export type Keys = { keks: Key[]; root: Key };

const HEAD = 'waymark-keys v1';
const LINE = /^(kek|root) ([0-9a-f]{16}) ([A-Za-z0-9_-]{43})$/;

/** Reads the key file; calls `missing` when there is none, and refuses with `KeyFault` what is not safe to use. */
export function readKeyFile(path: string, forbiddenInside: string, missing: () => Keys | null): Keys {
	if (isInside(path, forbiddenInside)) throw new KeyFault('start.key.inside_data');
	let file: number;
	try {
		file = openSync(path, 'r');
	} catch (cause) {
		if (codeOf(cause) !== 'ENOENT') throw new KeyFault('start.key.unreadable', { cause });
		const made = missing();
		if (made) return made;
		throw new KeyFault('start.key.missing', { cause });
	}
	try {
		// The open file is asked, not the path: between two looks at a path someone can put another file there.
		const stat = fstatSync(file);
		if (!stat.isFile()) throw new KeyFault('start.key.unreadable');
		// Windows keeps no such bits and would always look open.
		if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0) throw new KeyFault('start.key.open_to_others');
		return parseKeys(readFileSync(file, 'utf8'));
	} finally {
		closeSync(file);
	}
}

/** A fresh key. Its id is a name, never a secret. */
export const newKey = (): Key => ({ id: randomBytes(8).toString('hex'), bytes: randomBytes(32) });

/** Changes whenever the file at this path is another one, or another text: how a running server notices a rotation. Throws `KeyFault` when it cannot be known. */
export function keyFileMark(path: string): string {
	try {
		const { ino, size, mtimeMs, ctimeMs } = statSync(path);
		return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
	} catch (cause) {
		throw new KeyFault(codeOf(cause) === 'ENOENT' ? 'start.key.missing' : 'start.key.unreadable', { cause });
	}
}

/** Writes a new file with mode 0400, whole or not at all: a half-written key would lock every record sealed with it. */
export function createKeyFile(path: string, keys: Keys): Keys {
	try {
		mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
		// A link refuses an existing name, a rename would overwrite: two first starts at once must not each keep a key of their own.
		writeBeside(path, keys, (half) => linkSync(half, path));
		return keys;
	} catch (cause) {
		if (codeOf(cause) === 'EEXIST') return readKeyFile(path, '', () => null);
		throw new KeyFault('start.key.not_written', { cause });
	}
}

/** The name of a file not yet in its place; one that a crash left behind is known by it. */
export const isHalfOf = (path: string, name: string): boolean =>
	name.startsWith(`.${basename(path)}.`) && /^[0-9a-f]{12}$/.test(name.slice(basename(path).length + 2));

/** Writes the keys to a file of their own in the same folder, safe on the disk, before `place` gives it its name. */
export function writeBeside(path: string, keys: Keys, place: (half: string) => void): void {
	const half = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
	try {
		const file = openSync(half, 'wx', 0o400);
		try {
			fchmodSync(file, 0o400);
			writeFileSync(file, textOf(keys));
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		place(half);
	} finally {
		removeQuietly(half);
	}
}

function parseKeys(text: string): Keys {
	const [head, ...lines] = text.trimEnd().split('\n');
	const found = lines.map((line) => LINE.exec(line.trimEnd()));
	if (head?.trimEnd() !== HEAD || found.includes(null)) throw new KeyFault('start.key.malformed');
	const keysOf = (kind: string): Key[] =>
		found.flatMap((match) => (match?.[1] === kind ? [{ id: match[2]!, bytes: Buffer.from(match[3]!, 'base64url') }] : []));
	const keks = keysOf('kek');
	const [root, ...others] = keysOf('root');
	const different = new Set(keks.map(({ id }) => id)).size === keks.length;
	if (keks.length === 0 || !root || others.length > 0 || !different) throw new KeyFault('start.key.malformed');
	return { keks, root };
}

function textOf({ keks, root }: Keys): string {
	const line = (kind: string, key: Key) => `${kind} ${key.id} ${key.bytes.toString('base64url')}`;
	return [HEAD, ...keks.map((key) => line('kek', key)), line('root', root), ''].join('\n');
}

export function isInside(path: string, folder: string): boolean {
	if (folder === '') return false;
	const way = relative(realest(folder), realest(path));
	return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** Follows links as far as the path exists, so that a link cannot hide that the key lies in the data folder. */
function realest(path: string): string {
	const whole = resolve(path);
	try {
		return realpathSync(whole);
	} catch {
		return dirname(whole) === whole ? whole : join(realest(dirname(whole)), basename(whole));
	}
}

/** The code of a fault of the file system. */
export const codeOf = (fault: unknown) => (fault instanceof Error && 'code' in fault ? fault.code : undefined);

/** Removes a file that may be gone already. */
export function removeQuietly(path: string): void {
	try {
		unlinkSync(path);
	} catch (fault) {
		if (codeOf(fault) !== 'ENOENT') throw fault;
	}
}
