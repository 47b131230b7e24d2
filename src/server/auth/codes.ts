import { createHmac, timingSafeEqual } from 'node:crypto';
import { normalSignIn } from '#server/crypto/normal.ts';
import type { RandomInt } from './words.ts';

// Crockford's 32 signs: no I, L, O, which look like 1 and 0, and no U. Ten of them are 50 bits.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS_FROM = 10;
const LENGTH = 10;

/** A new invitation code as it is shown and spoken: "7K3 QD9 MZ2A". One use; five wrong tries end it (P5, ASVS 6.4.1). */
export function newInvitationCode(random: RandomInt): string {
	const signs = Array.from({ length: LENGTH }, () => SIGNS[random(SIGNS.length)]!);
	// Ten digits would look like a phone number, and someone might ring it (P14).
	if (signs.every((sign) => /\d/.test(sign))) signs[0] = SIGNS[LETTERS_FROM + random(SIGNS.length - LETTERS_FROM)]!;
	return inGroups(signs.join(''));
}

/** A code as typed, made alike: capitals, spaces and hyphens do not matter, O is 0, I and L are 1. Null when it cannot be a code. */
export function normalCode(typed: string): string | null {
	const code = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s\p{P}]/gu, '')
		.replaceAll('O', '0')
		.replace(/[IL]/g, '1');
	return code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign)) ? code : null;
}

/** The code in groups of three, three and four, as it is shown and printed. */
export const inGroups = (code: string): string => [code.slice(0, 3), code.slice(3, 6), code.slice(6)].join(' ');

/**
 * What is kept of a code. A keyed hash: with 50 bits, a stolen table alone could be searched, the key file is not in it. `code` must come from {@link normalCode}.
 */
export const hashCode = (key: Buffer, code: string): Buffer => hmac(key, ['invitation-code', code]);

/**
 * What is kept of the word chosen together. A word is easily guessed, so it is hashed together with its code: whoever holds the table but not code and key
 * has nothing to try words against, and at the door five wrong tries end the code. Argon2 would add waiting and no safety.
 */
export const hashChosenWord = (key: Buffer, code: string, word: string): Buffer => hmac(key, ['invitation-word', code, normalSignIn(word)]);

/** Says whether two hashes are the same, in a time that does not show how far they agree (ASVS 11.2.4). */
export const isSameHash = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

const hmac = (key: Buffer, parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest();
