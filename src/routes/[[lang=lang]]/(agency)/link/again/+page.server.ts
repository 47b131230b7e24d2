import { doorPage } from '#server/http/guard.ts';

export const load = doorPage(async () => ({}));
