import { openForDoor, sealForDoor } from './instance.ts';
import { Unreadable } from './fault.ts';
import type { KeyProvider } from './key-provider.ts';

type Column = 'words' | 'answer' | 'more';
const at = (column: Column, id: string) => ({ table: 'self_referral', column, row: id });

/** Seals what somebody said who has no key here yet. */
export const sealSaid = (provider: KeyProvider, column: Column, id: string, text: string): Buffer =>
	sealForDoor(provider, at(column, id), text);

/** What was said; null where it cannot be read. */
export function openSaid(provider: KeyProvider, column: Column, id: string, sealed: Buffer | null): string | null {
	if (!sealed) return null;
	try {
		return openForDoor(provider, at(column, id), sealed);
	} catch (e) {
		if (e instanceof Unreadable) return null;
		throw e;
	}
}
