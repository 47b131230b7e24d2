import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { KeyProvider } from '../crypto/key-provider.ts';

/** Where a chain stood at a time, signed by a key that the database's host lacks. `prev` is the hash of the line before, so that no line can be taken out. */
export type Anchor = { at: string; chain: string; seq: number; hash: string; prev: string; sig: string };

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const shape = z.strictObject({
	at: z.iso.datetime(),
	chain: z.string().min(1).max(64),
	seq: z.int().min(0),
	hash: hex,
	prev: hex,
	sig: z.base64url()
});

// An Ed25519 seed in the wrapping that Node reads (RFC 8410).
const wrapping = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The signing key, made from the key file's root: whoever holds only the database cannot sign. */
export const anchorKey = (provider: KeyProvider): KeyObject =>
	createPrivateKey({ key: Buffer.concat([wrapping, provider.derive('audit-anchor')]), format: 'der', type: 'pkcs8' });

/** The public half as 32 bytes in base64url: whoever has it can check a copy of the anchors without the key file. */
export const publicKeyText = (key: KeyObject): string => createPublicKey(key).export({ format: 'jwk' }).x ?? '';

const textOf = ({ at, chain, seq, hash, prev }: Omit<Anchor, 'sig'>): Buffer => Buffer.from(JSON.stringify([at, chain, seq, hash, prev]));

/** What the first line of a file follows. */
export const beforeFirst = '0'.repeat(64);
/** What the next line says of this one. */
export const lineHash = (line: string): string => createHash('sha256').update(line).digest('hex');

/** One line of the file, without its end. */
export function signedLine(anchor: Omit<Anchor, 'sig'>, key: KeyObject): string {
	const { at, chain, seq, hash, prev } = anchor;
	return JSON.stringify({ at, chain, seq, hash, prev, sig: sign(null, textOf(anchor), key).toString('base64url') });
}

/** Reads a line. @returns null when it is no anchor, or not signed with this key. */
export function readLine(line: string, key: KeyObject): Anchor | null {
	let said: unknown;
	try {
		said = JSON.parse(line);
	} catch {
		return null;
	}
	const { success, data } = shape.safeParse(said);
	return success && verify(null, textOf(data), createPublicKey(key), Buffer.from(data.sig, 'base64url')) ? data : null;
}
