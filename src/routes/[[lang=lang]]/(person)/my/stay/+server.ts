import { sessionOf } from '#server/http/admit.ts';
import { openEndpoint } from '#server/http/guard.ts';

/** Puts the end of a session off: reading it slides its idle limit. With script the answer is 204, without it leads back to the page. */
export const POST = openEndpoint(async (event) => {
	const session = await sessionOf(event);
	if (event.request.headers.get('sec-fetch-dest') === 'document') {
		return new Response(null, { status: 303, headers: { location: session ? '/my' : '/sign-in' } });
	}
	return new Response(null, { status: session ? 204 : 401 });
});
