import { endSessions } from '#features/accounts/server/end-sessions.ts';
import { doorOf, dropTokens, tokensOf } from '#server/http/door.ts';
import { openEndpoint } from '#server/http/guard.ts';
import { goodbye, isOwnWish, withoutWaiting } from '#server/http/leave.ts';
import { log } from '#server/log.ts';
import { settings } from '#server/settings.ts';

/** How long leaving waits for the database, in milliseconds. */
const patience = 1000;

export const GET = openEndpoint(async (event) => {
	const isWish = isOwnWish(event.request);
	const tokens = isWish ? tokensOf(event) : [];
	if (isWish) dropTokens(event);
	if (tokens.length) {
		const isEnded = await withoutWaiting(
			doorOf(event).then((door) => endSessions(door, tokens)),
			patience
		);
		if (!isEnded) log({ event: 'leave.unended', requestId: event.locals.requestId });
	}
	return goodbye(event, settings().LEAVE_TO, isWish);
});
