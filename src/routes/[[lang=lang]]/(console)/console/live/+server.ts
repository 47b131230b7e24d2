import { openLine, topicOf } from '#server/http/live.ts';
import { stream } from '#server/http/stream.ts';

/** An open list, or case, hears that something in it was changed by somebody else. */
export const GET = stream({ may: 'due.read' }, (who, { url }) => openLine(who, topicOf(url), url));
