/**
 * Where the master key lives. Every call is synchronous, because keys are used inside the request's transaction and nothing but the database is awaited
 * there (DESIGN §7). An adapter for a key service (KMS, Vault Transit, PKCS#11) therefore fetches before the transaction opens and answers from memory here.
 */
export type KeyProvider = {
	/** Id of the key that new data keys are wrapped with; stored as `data_key.kek_id`. */
	currentKekId(): string;
	/** Wraps 32 bytes. `context` names what the key is for; a wrapped key put beside another scope does not open. */
	wrap(dek: Buffer, context: string): Buffer;
	/** Throws `Unreadable` for a wrapped key that was changed or moved, `KeyFault` for a master key we do not hold. */
	unwrap(blob: Buffer, context: string): Buffer;
	/**
	 * 32 bytes for one purpose, from a root of their own: blind indexes and door tables stay valid when the master key is rotated,
	 * and a blind index never shares a key with a sealed field (vault 4.1).
	 */
	derive(purpose: string): Buffer;
	/** Throws `KeyFault` when sealing and opening does not work now. */
	health(): void;
};
