import { instanceIndex } from '#server/crypto/blind-index.ts';
import { Unreadable } from '#server/crypto/fault.ts';
import { openForDoor, sealForDoor } from '#server/crypto/instance.ts';
import type { KeyProvider } from '#server/crypto/key-provider.ts';
import { normalSignIn } from '#server/crypto/normal.ts';

/** By what a sign-in name is found. Capitals, spaces and hyphens do not matter; names are unique on the whole instance (P5). */
export const signInIndex = (provider: KeyProvider, name: string): Buffer => instanceIndex(provider, 'account.sign_in', normalSignIn(name));

/** Where the sign-in name of an account stands. */
export const signInPlace = (account: string) => ({ table: 'account', column: 'sign_in_sealed', row: account });

/** The sign-in name as it is kept: readable by the door alone. */
export const sealSignIn = (provider: KeyProvider, account: string, name: string): Buffer =>
	sealForDoor(provider, signInPlace(account), name);

/** The sign-in name again, for comparing a new password with it. It is never shown: whoever holds the phone would learn it. Empty when it cannot be read. */
export function openSignIn(provider: KeyProvider, account: string, sealed: Buffer): string {
	try {
		return openForDoor(provider, signInPlace(account), sealed);
	} catch (e) {
		if (e instanceof Unreadable) return '';
		throw e;
	}
}
