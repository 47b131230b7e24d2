import { json } from '@sveltejs/kit';
import { askSecondPasskey } from '#features/accounts/server/passkey-sign-in.ts';
import { readToken } from '#server/http/cookies.ts';
import { doorOf } from '#server/http/door.ts';
import { openEndpoint } from '#server/http/guard.ts';

export const POST = openEndpoint(async (event) => {
	const asked = await askSecondPasskey(await doorOf(event), readToken(event.cookies, event.url, 'c'));
	return asked ? json(asked) : new Response(null, { status: 404 });
});
