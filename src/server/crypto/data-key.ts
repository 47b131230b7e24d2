import { randomBytes, randomUUID } from 'node:crypto';
import type { KeyProvider } from './key-provider.ts';
import type { DataKey } from './seal.ts';

/** A row of `data_key`. `scope` says whose key it is, such as `case:<id>`; it is bound to the wrapped key. */
export type WrappedKey = { id: string; scope: string; wrapped: Buffer };

/** Makes a key of one case, person, hub or feed and wraps it with the master key. Deleting the row ends every text sealed with it (vault 4.1). */
export function newDataKey(provider: KeyProvider, scope: string): WrappedKey & { kekId: string } {
	const id = randomUUID();
	return { id, scope, ...wrap(provider, randomBytes(32), contextOf(id, scope)) };
}

/**
 * Opens a wrapped key. Throws `Unreadable` when id, scope or bytes are not those it was made with, `KeyFault` when its master key is not here. What it opens is
 * remembered by the keyring alone, for a minute: nowhere else may a shredded key live on.
 */
export const unwrapDataKey = (provider: KeyProvider, row: WrappedKey): DataKey => ({
	id: row.id,
	key: provider.unwrap(row.wrapped, contextOf(row.id, row.scope))
});

/** Wraps the same key with today's master key, for rotation: sealed texts stay as they are. */
export function rewrapDataKey(provider: KeyProvider, row: WrappedKey): { wrapped: Buffer; kekId: string } {
	const context = contextOf(row.id, row.scope);
	return wrap(provider, provider.unwrap(row.wrapped, context), context);
}

/** The master key is named before it wraps: naming it is what notices a newer key file, and the row must name the key that truly wrapped it. */
function wrap(provider: KeyProvider, key: Buffer, context: string) {
	const kekId = provider.currentKekId();
	return { wrapped: provider.wrap(key, context), kekId };
}

const contextOf = (id: string, scope: string) => JSON.stringify(['data_key', id, scope]);
