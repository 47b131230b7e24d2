import { reviewOf } from '#words/words.ts';
import { dirOf, langs } from '#shared/lang.ts';
import { publicPage } from '#server/http/guard.ts';

export const load = publicPage(() => ({ reviews: langs.map((each) => ({ id: each, dir: dirOf(each), ...reviewOf(each) })) }));
