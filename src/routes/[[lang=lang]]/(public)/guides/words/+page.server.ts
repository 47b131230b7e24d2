import { termsIn } from '#words/words.ts';
import { publicPage } from '#server/http/guard.ts';

export const load = publicPage(({ locals }) => ({ terms: termsIn(locals.lang) }));
