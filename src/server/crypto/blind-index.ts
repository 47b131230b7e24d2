import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { KeyProvider } from './key-provider.ts';

/** A searchable column of one hub: `column` is `table.column`. */
export type IndexedColumn = { hub: string; column: string };

/**
 * 32 bytes by which a sealed value can be found exactly: HMAC-SHA-256 with a key of its own for each hub and column, over a value made alike by one of the
 * `normal…` functions. It shows who has the same value and how often, so never index what has few values: crime type, date of birth, sex (vault 4.1).
 */
export function blindIndex(provider: KeyProvider, { hub, column }: IndexedColumn, value: string): Buffer {
	return hmac(provider.derive(JSON.stringify(['blind-index', hub, column])), value);
}

/** The same for what belongs to no hub: sign-in names are unique on the whole instance. */
export function instanceIndex(provider: KeyProvider, column: string, value: string): Buffer {
	return hmac(provider.derive(JSON.stringify(['instance-index', column])), value);
}

// A key made once costs a quarter of one made at each call: an import indexes every row.
const made = new WeakMap<Buffer, KeyObject>();

function hmac(key: Buffer, value: string): Buffer {
	const ready = made.get(key) ?? createSecretKey(key);
	made.set(key, ready);
	return createHmac('sha256', ready).update(value, 'utf8').digest();
}
