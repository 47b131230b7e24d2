import { hkdfSync, randomBytes } from 'node:crypto';
import { closeBox, openBox } from './box.ts';
import { KeyFault, Unreadable } from './fault.ts';
import { createKeyFile, readKeyFile } from './key-file-text.ts';
import type { Keys } from './key-file-text.ts';
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
 * folder (R-17, vault 4.1).
 */
export function openKeyFile(path: string, options: KeyFileOptions): KeyProvider {
	return keyProvider(readKeyFile(path, options.forbiddenInside, () => (options.create ? createKeyFile(path, newKeys()) : null)));
}

/** A provider that lives in memory, for tests: the same code, no file. */
export const memoryKeys = (): KeyProvider => keyProvider(newKeys());

const newKey = () => ({ id: randomBytes(ID_BYTES).toString('hex'), bytes: randomBytes(32) });
const newKeys = (): Keys => ({ keks: [newKey()], root: newKey() });

function keyProvider(keys: Keys): KeyProvider {
	const derived = new Map<string, Buffer>();
	const wrapping = new Map(keys.keks.map(({ id, bytes }) => [id, subkey(bytes, 'wrap')]));
	const current = keys.keks[0]!.id;
	const provider: KeyProvider = {
		currentKekId: () => current,
		wrap: (dek, context) =>
			Buffer.concat([Buffer.of(VERSION), Buffer.from(current, 'hex'), closeBox(wrapping.get(current)!, bound(current, context), dek)]),
		unwrap: (blob, context) => {
			if (blob[0] !== VERSION) throw new Unreadable();
			const id = blob.subarray(1, 1 + ID_BYTES).toString('hex');
			const key = wrapping.get(id);
			if (!key) throw new KeyFault('start.key.unknown');
			return openBox(key, bound(id, context), blob.subarray(1 + ID_BYTES));
		},
		derive: (purpose) => {
			// Purposes are columns and hubs: few, and written in the code. The map cannot grow with what people send.
			const known = derived.get(purpose) ?? subkey(keys.root.bytes, `derive:${purpose}`);
			derived.set(purpose, known);
			return known;
		},
		health: () => {
			const sample = randomBytes(32);
			if (!provider.unwrap(provider.wrap(sample, 'health'), 'health').equals(sample)) throw new KeyFault('start.key.malformed');
		}
	};
	return provider;
}

const bound = (id: string, context: string) => JSON.stringify([VERSION, id, context]);
const subkey = (key: Buffer, info: string) => Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `waymark:${info}`, 32));
