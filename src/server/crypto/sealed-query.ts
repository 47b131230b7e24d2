import { closeBox, openBox } from './box.ts';
import { Unreadable } from './fault.ts';
import type { KeyProvider } from './key-provider.ts';

/** What may stand sealed in an address: what was looked for, or a list that somebody put together. One never opens as the other. */
export type SealedKind = 'search' | 'list';
export type Opened = { text: string } | 'old' | 'unreadable';

const day = 86_400_000;
/** Addresses longer than this are cut by some browsers and proxies; nothing of ours comes near it. */
const longest = 6000;
/** Told apart by its length, a sealed word could be guessed by somebody who reads the history. */
const step = 96;

/**
 * Seals what somebody looked for, so that it can stand in an address and a history without being read there (P18). AES-256-GCM with a key of its own,
 * filled up so that its length says little; whoever holds the address may use it for a day.
 */
export function sealQuery(provider: KeyProvider, kind: SealedKind, text: string, now: Date): string {
	const body = Buffer.from(JSON.stringify({ at: now.getTime(), text: text.toWellFormed() }), 'utf8');
	const filled = Buffer.alloc(Math.ceil(body.length / step) * step, ' ');
	body.copy(filled);
	return closeBox(keyOf(provider), kind, filled).toString('base64url');
}

/** Opens what {@link sealQuery} sealed. What is older than a day is 'old'; what was changed, cut, or sealed elsewhere is 'unreadable'. Never throws for what somebody sent. */
export function openQuery(provider: KeyProvider, kind: SealedKind, sealed: string, now: Date): Opened {
	if (sealed.length > longest || !/^[\w-]+$/.test(sealed)) return 'unreadable';
	try {
		const body = JSON.parse(openBox(keyOf(provider), kind, Buffer.from(sealed, 'base64url')).toString('utf8')) as {
			at: number;
			text: string;
		};
		return now.getTime() - body.at > day ? 'old' : { text: body.text };
	} catch (e) {
		if (e instanceof Unreadable) return 'unreadable';
		throw e;
	}
}

const known = new WeakMap<KeyProvider, Buffer>();
function keyOf(provider: KeyProvider): Buffer {
	const key = known.get(provider) ?? provider.derive('sealed-query');
	known.set(provider, key);
	return key;
}
