import { hkdfSync } from 'node:crypto';
import { closeBox, openBox } from './box.ts';
import { Unreadable } from './fault.ts';

/** A key that seals the fields of one case, person or feed source. `id` is a uuid: the name of the key, never a secret. */
export type DataKey = { readonly id: string; readonly key: Buffer };

/** Where a sealed value stands. It opens nowhere else: moving it to another row, column or hub is refused. */
export type Place = { hub: string; table: string; column: string; row: string };

const VERSION = 1;
const HEAD = 17;

/**
 * Seals one text: `v1 | key_id(16) | nonce(12) | ciphertext | tag(16)`, AES-256-GCM, bound to version, hub, table, column and row (vault 4.1).
 * The row's id must exist before: ids are made in the app (DESIGN §7). Throws RangeError for a lone surrogate, which UTF-8 would change in silence.
 */
export function seal(dek: DataKey, place: Place, text: string): Buffer {
	if (!text.isWellFormed()) throw new RangeError('faults.not_text');
	return Buffer.concat([Buffer.of(VERSION), idBytes(dek.id), closeBox(fieldKey(dek, place), bound(place), Buffer.from(text, 'utf8'))]);
}

/** Opens what {@link seal} sealed in the same place with the same key; anything else throws `Unreadable` (vault 4.1, ASVS 11.3). */
export function open(dek: DataKey, place: Place, sealed: Buffer): string {
	if (sealed[0] !== VERSION || !sealed.subarray(1, HEAD).equals(idBytes(dek.id))) throw new Unreadable();
	return openBox(fieldKey(dek, place), bound(place), sealed.subarray(HEAD)).toString('utf8');
}

/** Says which data key a sealed value needs, so that the keyring can fetch it; throws `Unreadable` for what was never sealed. */
export function keyIdOf(sealed: Buffer): string {
	if (sealed[0] !== VERSION || sealed.length < HEAD) throw new Unreadable();
	const hex = sealed.subarray(1, HEAD).toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const bound = ({ hub, table, column, row }: Place) => JSON.stringify([VERSION, hub, table, column, row]);

function idBytes(id: string): Buffer {
	const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
	if (bytes.length !== 16) throw new RangeError('faults.key_id');
	return bytes;
}

// Held by the key object itself: when a key is forgotten or shredded, the keys made from it go too.
const fieldKeys = new WeakMap<DataKey, Map<string, Buffer>>();

function fieldKey(dek: DataKey, { table, column }: Place): Buffer {
	const known = fieldKeys.get(dek) ?? new Map<string, Buffer>();
	fieldKeys.set(dek, known);
	const field = `${table}.${column}`;
	const key = known.get(field) ?? Buffer.from(hkdfSync('sha256', dek.key, Buffer.alloc(0), field, 32));
	known.set(field, key);
	return key;
}
