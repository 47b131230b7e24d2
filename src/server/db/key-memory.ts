import type { KeyProvider } from '../crypto/key-provider.ts';
import type { DataKey } from '../crypto/seal.ts';

/** The open keys of one scope: any version opens, the newest seals. None where the scope was shredded; no newest where its row cannot be opened. */
export type Held = { newest: DataKey | null; byId: ReadonlyMap<string, DataKey> };

/** How long an open key may be remembered: a key shredded by another server is dead here after this too. */
export const remembered = 60_000;
const limit = 20_000;

/** The open keys of this process by scope, so that a page does not ask for the same rows each time. Row security has decided who gets here. */
export type KeyMemory = { get(name: string): Held | undefined; keep(name: string, held: Held): void; forget(name: string): void };

function keyMemory(): KeyMemory {
	const known = new Map<string, { held: Held; since: number }>();
	const shut = new Map<string, { since: number }>();
	let sweeping: NodeJS.Timeout | null = null;
	const isOld = ({ since }: { since: number }) => performance.now() - since >= remembered;
	/** Both maps are in the order of time: the oldest stand in front. */
	function sweep() {
		for (const map of [known, shut])
			for (const [name, entry] of map) {
				if (!isOld(entry)) break;
				map.delete(name);
			}
		sweeping = null;
		if (known.size || shut.size) plan();
	}
	// Nobody may come by for hours; the keys go all the same.
	function plan() {
		sweeping ??= setTimeout(sweep, remembered / 4).unref();
	}
	return {
		get(name) {
			const entry = known.get(name);
			return entry && !isOld(entry) ? entry.held : undefined;
		},
		keep(name, held) {
			if (shut.has(name)) return;
			known.delete(name);
			if (known.size >= limit) known.delete(known.keys().next().value ?? '');
			known.set(name, { held, since: performance.now() });
			plan();
		},
		forget(name) {
			known.delete(name);
			shut.delete(name);
			// A request that read the row before it was deleted must not bring the key back.
			shut.set(name, { since: performance.now() });
			plan();
		}
	};
}

let memories = new WeakMap<KeyProvider, KeyMemory>();

/** What this process remembers of the keys that this provider opened. */
export function memoryOf(provider: KeyProvider): KeyMemory {
	const memory = memories.get(provider) ?? keyMemory();
	memories.set(provider, memory);
	return memory;
}

/** Forgets every open key: after keys were changed, and between test databases. */
export const forgetKeys = (): void => {
	memories = new WeakMap();
};
