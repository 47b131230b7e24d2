import { doorPage } from '#server/http/guard.ts';

// Nobody has been told yet: nothing is sent before the last page, and this page says so.
export const load = doorPage(async () => ({}));
