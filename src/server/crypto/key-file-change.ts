import { closeSync, fsyncSync, openSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotNow } from '#shared/faults.ts';
import { lockDataDir } from '../db/lock.ts';
import { KeyFault } from './fault.ts';
import { codeOf, isHalfOf, newKey, readKeyFile, removeQuietly, writeBeside } from './key-file-text.ts';
import type { Keys } from './key-file-text.ts';

type At = { path: string; forbiddenInside: string };

/** The ids of the master keys in the file, the one that wraps first. Throws `KeyFault`. */
export const keksIn = ({ path, forbiddenInside }: At): string[] => readKeyFile(path, forbiddenInside, () => null).keks.map(({ id }) => id);

/** When the file was put where it is, by the machine's clock. */
export const keyFileSince = (path: string): Date => statSync(path).mtime;

/**
 * Puts a fresh master key before those in the file, and loses none of them. Only while `after` is still the first: of two rotations at once one makes a key, and
 * the other finds it made. Whole or not at all (vault 4.1): a crash at any step leaves the file as it was, or as it should be.
 * @returns whether a key was made. Throws `KeyFault`.
 */
export const addKek = (at: At, after: string): boolean =>
	change(at, (keys) => (keys.keks[0]!.id === after ? { ...keys, keks: [newKey(), ...keys.keks] } : null));

/** Takes all but the first key out of the file, if that is still `first`. The caller has proved that what stays opens everything. @returns whether it did. */
export const dropOldKeks = (at: At, first: string): boolean =>
	change(at, ({ keks: [current, ...old], root }) => (current?.id === first && old.length ? { keks: [current], root } : null));

function change(at: At, next: (keys: Keys) => Keys | null): boolean {
	const unlock = lockFile(at.path);
	try {
		const keys = next(readKeyFile(at.path, at.forbiddenInside, () => null));
		if (!keys) return false;
		const folder = dirname(at.path);
		// Left behind by a crash: each holds master keys, and nobody would look for them.
		for (const name of readdirSync(folder)) if (isHalfOf(at.path, name)) removeQuietly(join(folder, name));
		writeBeside(at.path, keys, (half) => renameSync(half, at.path));
		keepOnDisk(folder);
		return true;
	} catch (cause) {
		if (cause instanceof KeyFault) throw cause;
		throw new KeyFault('start.key.not_written', { cause });
	} finally {
		unlock();
	}
}

function lockFile(path: string): () => void {
	try {
		return lockDataDir(path);
	} catch (cause) {
		if (cause instanceof CannotNow) throw new KeyFault('start.key.busy', { cause });
		throw new KeyFault('start.key.not_written', { cause });
	}
}

/** The new name of a file is only safe from a power cut when its folder was written too. Windows cannot open a folder, and needs no such thing. */
function keepOnDisk(folder: string): void {
	if (process.platform === 'win32') return;
	try {
		const opened = openSync(folder, 'r');
		try {
			fsyncSync(opened);
		} finally {
			closeSync(opened);
		}
	} catch (cause) {
		// Some file systems refuse this for folders; the file itself is written by now.
		if (!['EINVAL', 'ENOTSUP'].includes(String(codeOf(cause)))) throw cause;
	}
}
