import { json } from '@sveltejs/kit';
import { askToEnrol } from '#features/accounts/server/enrol-passkey.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf } from '#server/http/door.ts';
import { openEndpoint } from '#server/http/guard.ts';

export const POST = openEndpoint(async (event) => {
	const { cookies, url } = event;
	const asked = await askToEnrol(await doorOf(event), readToken(cookies, url, 'c'), readToken(cookies, url, 's'));
	return asked ? json(asked) : new Response(null, { status: 404 });
});
