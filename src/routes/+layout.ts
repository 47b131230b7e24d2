import type { LayoutLoad } from './$types';
import { wordsOnPage } from '#words/words.ts';

/** Pages carry no framework script: robust on old phones, and nothing to attack (DESIGN §3). */
export const csr = false;

export const load = (({ data }) => ({ ...data, ...wordsOnPage(data.lang) })) satisfies LayoutLoad;
