import type { KeyProvider } from './key-provider.ts';
import { open, seal } from './seal.ts';
import type { DataKey } from './seal.ts';

/** Where a sealed value of a door table stands (account, factor, throttle, invitation): these belong to the instance, not to one hub. */
export type DoorPlace = { table: string; column: string; row: string };

/** Seals what is needed before it is known who asks, such as a sign-in name or a TOTP secret: no case key can be fetched for a stranger. */
export const sealForDoor = (provider: KeyProvider, place: DoorPlace, text: string): Buffer =>
	seal(instanceKey(provider), atDoor(place), text);

/** Opens what {@link sealForDoor} sealed; throws `Unreadable` otherwise. */
export const openForDoor = (provider: KeyProvider, place: DoorPlace, sealed: Buffer): string =>
	open(instanceKey(provider), atDoor(place), sealed);

/** 32 bytes for keyed hashes of door secrets (invitation code, chosen word); another key than the one that seals. */
export const doorHashKey = (provider: KeyProvider): Buffer => provider.derive('door-hash');

const atDoor = (place: DoorPlace) => ({ hub: 'instance', ...place });

const known = new WeakMap<KeyProvider, DataKey>();

function instanceKey(provider: KeyProvider): DataKey {
	const made = known.get(provider) ?? {
		id: provider.derive('door-seal-id').subarray(0, 16).toString('hex'),
		key: provider.derive('door-seal')
	};
	known.set(provider, made);
	return made;
}
