import { sessionOf } from '#server/http/admit.ts';
import { openEndpoint } from '#server/http/guard.ts';

/** "Stay signed in": reading the session puts its idle limit off, never its absolute one. 401 when it has ended, so that the page can lock. */
export const POST = openEndpoint(async (event) => {
	const session = await sessionOf(event);
	return new Response(null, { status: session?.complete ? 204 : 401, headers: { 'cache-control': 'no-store' } });
});
