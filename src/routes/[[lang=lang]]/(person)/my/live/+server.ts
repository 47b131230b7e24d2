import { openLine } from '#server/http/live.ts';
import { stream } from '#server/http/stream.ts';

/** Her open page hears that there is something new for her, and nothing else. */
export const GET = stream({ may: 'page.own' }, (who, { url }) => openLine(who, { of: 'own' }, url));
