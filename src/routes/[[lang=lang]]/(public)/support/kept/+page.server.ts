import { ways } from '#features/directory/domain/codes.ts';
import { publicPage } from '#server/http/guard.ts';

export const load = publicPage(() => ({ ways }));
