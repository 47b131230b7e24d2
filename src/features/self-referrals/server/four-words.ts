import { createHmac } from 'node:crypto';
import { fourWords, normalWords, type RandomInt } from '#server/auth/words.ts';
import { doorHashKey } from '#server/crypto/instance.ts';
import type { KeyProvider } from '#server/crypto/key-provider.ts';
import type { Lang } from '#shared/lang.ts';

/**
 * The four words of one form (P14), made from the key file and the form's own random number: sent twice it is answered with the same words. Out of 428 English words these are 35 bits, out
 * of the 195 Welsh or 196 Arabic ones 30; tries are slowed by network (S-03), and a table alone gives nothing to try against.
 */
export function wordsOfForm(provider: KeyProvider, once: string, lang: Lang): string {
	const key = provider.derive('come-back-words');
	let drawn = 0;
	const random: RandomInt = (below) => createHmac('sha256', key).update(`${once} ${++drawn}`).digest().readUIntBE(0, 6) % below;
	return fourWords(lang, random);
}

/** What is kept of them: a keyed hash. */
export const hashOfWords = (provider: KeyProvider, typed: string): Buffer =>
	createHmac('sha256', doorHashKey(provider))
		.update(JSON.stringify(['come-back-words', normalWords(typed)]))
		.digest();
