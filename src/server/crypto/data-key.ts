import { randomBytes, randomUUID } from 'node:crypto';
import type { KeyProvider } from './key-provider.ts';
import type { DataKey } from './seal.ts';

/** A row of `data_key`. `scope` says whose key it is, such as `case:<id>`; it is bound to the wrapped key. */
export type WrappedKey = { id: string; scope: string; wrapped: Buffer };

const KEPT = 2000;

/** Makes the key of one case, person or feed source and wraps it with the master key. Deleting the row ends every text sealed with it (vault 4.1). */
export function newDataKey(provider: KeyProvider, scope: string): WrappedKey & { kekId: string } {
	const id = randomUUID();
	return { id, scope, wrapped: provider.wrap(randomBytes(32), contextOf(id, scope)), kekId: provider.currentKekId() };
}

/**
 * Opens a wrapped key, or hands back the one already open. Throws `Unreadable` when id, scope or bytes are not those it was made with,
 * `KeyFault` when its master key is not here.
 */
export function unwrapDataKey(provider: KeyProvider, row: WrappedKey): DataKey {
	const ring = ringOf(provider);
	const known = ring.get(row.id);
	// Asked again on a hit: a row whose scope was swapped must fail also while the right key is in memory.
	if (known && known.scope === row.scope && known.wrapped.equals(row.wrapped)) {
		ring.delete(row.id);
		ring.set(row.id, known);
		return known.dataKey;
	}
	const dataKey = { id: row.id, key: provider.unwrap(row.wrapped, contextOf(row.id, row.scope)) };
	ring.set(row.id, { scope: row.scope, wrapped: Buffer.from(row.wrapped), dataKey });
	if (ring.size > KEPT) ring.delete(ring.keys().next().value!);
	return dataKey;
}

/** Wraps the same key with today's master key, for rotation: sealed texts stay as they are. */
export function rewrapDataKey(provider: KeyProvider, row: WrappedKey): { wrapped: Buffer; kekId: string } {
	const context = contextOf(row.id, row.scope);
	return { wrapped: provider.wrap(provider.unwrap(row.wrapped, context), context), kekId: provider.currentKekId() };
}

/** Drops an open key from memory; a shredded key must not live on in a running server. */
export function forgetDataKey(provider: KeyProvider, id: string): void {
	ringOf(provider).delete(id);
}

type Open = { scope: string; wrapped: Buffer; dataKey: DataKey };
const rings = new WeakMap<KeyProvider, Map<string, Open>>();

function ringOf(provider: KeyProvider): Map<string, Open> {
	const ring = rings.get(provider) ?? new Map<string, Open>();
	rings.set(provider, ring);
	return ring;
}

const contextOf = (id: string, scope: string) => JSON.stringify(['data_key', id, scope]);
