import type { Lang } from '#shared/lang.ts';
import { wordsFor } from '#words/words.ts';

/** Pages carry no framework script: robust on old phones, and nothing to attack (DESIGN §3). */
export const csr = false;

export const load = ({ data }: { data: { lang: Lang } }) => ({ ...data, ...wordsFor(data.lang) });
