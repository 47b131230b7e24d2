import { hkdfSync, randomBytes } from 'node:crypto';
import { closeBox, openBox } from './box.ts';
import { KeyFault, Unreadable } from './fault.ts';
import { createKeyFile, keyFileMark, newKey, readKeyFile } from './key-file-text.ts';
import type { Key, Keys } from './key-file-text.ts';
import type { KeyProvider } from './key-provider.ts';

const VERSION = 1;
const ID_BYTES = 8;

export type KeyFileOptions = {
	/** Make the file when it is not there (first start). Never in `live` once data exists: a new key opens nothing old. */
	create: boolean;
	/** The data folder. A key inside it would leave with every copy and backup of what it protects. */
	forbiddenInside: string;
};

/**
 * Opens the master key from a file only its owner can read. Throws `KeyFault` when it is missing, unreadable, malformed, open to others or inside the data
 * folder (R-17, vault 4.1). The file is read again when it changed and a newer key is looked for: a rotation needs no restart.
 */
export function openKeyFile(path: string, { create, forbiddenInside }: KeyFileOptions): KeyProvider {
	const first = readKeyFile(path, forbiddenInside, () => (create ? createKeyFile(path, newKeys()) : null));
	// The first look always reads: between the reading above and a mark taken here, the file could be changed unseen.
	let mark = '';
	return keyProvider(first, () => {
		const now = keyFileMark(path);
		if (now === mark) return null;
		const keys = readKeyFile(path, forbiddenInside, () => null);
		mark = now;
		return keys;
	});
}

/** A provider that lives in memory, for tests: the same code, no file. */
export const memoryKeys = (): KeyProvider => keyProvider(newKeys(), () => null);

/** Only the first master key of the file, none of the old ones: proves, before those go, that what stays opens everything. Throws `KeyFault`. */
export function openKeyFileFirst(path: string, forbiddenInside: string): KeyProvider {
	const { keks, root } = readKeyFile(path, forbiddenInside, () => null);
	return keyProvider({ keks: keks.slice(0, 1), root }, () => null);
}

const newKeys = (): Keys => ({ keks: [newKey()], root: newKey() });

/** `newer` answers the keys when they changed since it was asked last. */
function keyProvider(first: Keys, newer: () => Keys | null): KeyProvider {
	const derived = new Map<string, Buffer>();
	const wrapping = new Map<string, Buffer>();
	let current = '';
	const take = ({ keks, root }: Keys) => {
		// Another root would make other blind indexes: every search would find nothing, and say so as if it were true.
		if (root.id !== first.root.id || !root.bytes.equals(first.root.bytes)) throw new KeyFault('start.key.unknown');
		const had = new Map(wrapping);
		wrapping.clear();
		for (const { id, bytes } of keks) wrapping.set(id, had.get(id) ?? subkey(bytes, 'wrap'));
		current = keks[0]!.id;
	};
	const look = () => {
		const keys = newer();
		if (keys) take(keys);
	};
	take(first);
	const provider: KeyProvider = {
		currentKekId: () => {
			look();
			return current;
		},
		wrap: (dek, context) =>
			Buffer.concat([Buffer.of(VERSION), Buffer.from(current, 'hex'), closeBox(wrapping.get(current)!, bound(current, context), dek)]),
		unwrap: (blob, context) => {
			if (blob[0] !== VERSION) throw new Unreadable();
			const id = blob.subarray(1, 1 + ID_BYTES).toString('hex');
			if (!wrapping.has(id)) look();
			const key = wrapping.get(id);
			if (!key) throw new KeyFault('start.key.unknown');
			return openBox(key, bound(id, context), blob.subarray(1 + ID_BYTES));
		},
		derive: (purpose) => {
			// Purposes are columns and hubs: few, and written in the code. The map cannot grow with what people send.
			const known = derived.get(purpose) ?? subkey(first.root.bytes, `derive:${purpose}`);
			derived.set(purpose, known);
			return known;
		},
		health: () => {
			const sample = randomBytes(32);
			provider.currentKekId();
			if (!provider.unwrap(provider.wrap(sample, 'health'), 'health').equals(sample)) throw new KeyFault('start.key.malformed');
		}
	};
	return provider;
}

const bound = (id: string, context: string) => JSON.stringify([VERSION, id, context]);
const subkey = (key: Key['bytes'], info: string) => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `waymark:${info}`, 32));
