import { json } from '@sveltejs/kit';
import { askAnyPasskey } from '#features/accounts/server/passkey-sign-in.ts';
import { doorOf } from '#server/http/door.ts';
import { openEndpoint } from '#server/http/guard.ts';

export const POST = openEndpoint(async (event) => json(await askAnyPasskey(await doorOf(event))));
