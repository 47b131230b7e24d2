import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Unreadable } from './fault.ts';

const NONCE = 12;
// Without this length Node accepts a tag cut to four bytes, which a forger can guess (DEP0182 is only a warning).
const TAG = 16;

/**
 * Encrypts with AES-256-GCM: `nonce(12) | ciphertext | tag(16)`. `bound` is authenticated and not stored, so the text opens only where it was closed.
 * A random nonce is safe to 2^32 texts for one key; keys here are per case and per field (vault 4.1).
 */
export function closeBox(key: Buffer, bound: string, text: Buffer): Buffer {
	const nonce = randomBytes(NONCE);
	const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
	cipher.setAAD(Buffer.from(bound, 'utf8'));
	return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what {@link closeBox} closed; anything else, cut, changed or moved, throws {@link Unreadable} (vault 4.1, ASVS 11.3). */
export function openBox(key: Buffer, bound: string, box: Buffer): Buffer {
	if (box.length < NONCE + TAG) throw new Unreadable();
	const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE), { authTagLength: TAG });
	decipher.setAAD(Buffer.from(bound, 'utf8'));
	decipher.setAuthTag(box.subarray(box.length - TAG));
	try {
		return Buffer.concat([decipher.update(box.subarray(NONCE, box.length - TAG)), decipher.final()]);
	} catch (cause) {
		throw new Unreadable({ cause });
	}
}
