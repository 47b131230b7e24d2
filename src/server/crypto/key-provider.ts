/**
 * Where the master key (KEK) lives. The file provider is `key-file.ts`. Every call is synchronous, because keys are used inside the request's transaction and
 * nothing but the database is awaited there (DESIGN §7).
 *
 * An adapter for a key service (AWS KMS, Vault Transit, PKCS#11) is written so: it holds a few wrapping keys made by the service and kept in memory, each with
 * its own id; `open…()` fetches and decrypts them with the service before the house opens, and again on a timer, so that `currentKekId` can name a newer one.
 * `wrap` and `unwrap` then work in memory as here, with AES-256-GCM bound to `context`. `derive` needs one more secret of that kind, the root, which never
 * changes. `health` throws when the last fetch failed or is too old: serving goes on with what is in memory, and new keys are refused. Nothing else of the house
 * changes: rotation asks `currentKekId` and re-wraps what is not wrapped with it.
 */
export type KeyProvider = {
	/**
	 * Id of the key that new data keys are wrapped with; stored as `data_key.kek_id`. Asking looks whether there is a newer one. Throws `KeyFault` when that cannot
	 * be known: a key wrapped with a master key that nobody keeps would be lost.
	 */
	currentKekId(): string;
	/** Wraps 32 bytes with the key that `currentKekId` named last. `context` names what the key is for; a wrapped key put beside another scope does not open. */
	wrap(dek: Buffer, context: string): Buffer;
	/** Throws `Unreadable` for a wrapped key that was changed or moved, `KeyFault` for a master key we do not hold, also after looking for a newer file. */
	unwrap(blob: Buffer, context: string): Buffer;
	/**
	 * 32 bytes for one purpose, from a root of their own: blind indexes and door tables stay valid when the master key is rotated,
	 * and a blind index never shares a key with a sealed field (vault 4.1).
	 */
	derive(purpose: string): Buffer;
	/** Throws `KeyFault` when sealing and opening does not work now. */
	health(): void;
};
