import { endSessions } from '#features/accounts/server/end-sessions.ts';
import { doorOf, dropTokens, tokensOf } from '#server/http/door.ts';
import { openEndpoint } from '#server/http/guard.ts';
import { toPath } from '#shared/lang.ts';

export const POST = openEndpoint(async (event) => {
	await endSessions(await doorOf(event), tokensOf(event));
	dropTokens(event);
	// Not "executionContexts": it would close the pages of this site in other tabs under the person's hands.
	return new Response(null, {
		status: 303,
		headers: { location: toPath(event.locals.lang, '/'), 'clear-site-data': '"cache", "storage"' }
	});
});
