import { readOutbox } from '#features/notices/server/outbox.ts';
import { doorOf } from '#server/http/door.ts';
import { doorPage } from '#server/http/guard.ts';

export const load = doorPage(async (event) => ({ left: readOutbox(await doorOf(event)) }));
