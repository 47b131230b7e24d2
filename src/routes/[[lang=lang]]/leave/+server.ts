import { endSessions } from '#features/accounts/server/end-sessions.ts';
import { doorOf, dropTokens, tokensOf } from '#server/http/door.ts';
import { openEndpoint } from '#server/http/guard.ts';
import { endInTime, goodbye, isOwnWish } from '#server/http/leave.ts';

export const GET = openEndpoint(async (event) => {
	const isWish = isOwnWish(event.request);
	const tokens = isWish ? tokensOf(event) : [];
	if (isWish) dropTokens(event);
	const ending = tokens.length && doorOf(event).then((door) => endSessions(door, tokens));
	if (ending) await endInTime(ending, event.locals.requestId);
	return goodbye(event, isWish);
});
