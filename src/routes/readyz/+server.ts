import { isReady } from '#features/accounts/server/ready.ts';
import { doorOf } from '#server/http/door.ts';
import { openEndpoint } from '#server/http/guard.ts';
import { withoutWaiting } from '#server/http/leave.ts';

/** How long the database may take to answer, in milliseconds. */
const patience = 2000;

export const GET = openEndpoint(async (event) => {
	const ready = await withoutWaiting(doorOf(event).then(isReady), patience);
	const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
	return new Response(ready ? 'ready\n' : 'not ready\n', { status: ready ? 200 : 503, headers });
});
