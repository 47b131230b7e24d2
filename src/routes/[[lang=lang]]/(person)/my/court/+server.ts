import { openEndpoint } from '#server/http/guard.ts';
import { toPath } from '#shared/lang.ts';

/** The address that DESIGN names. It leads on, so that no history of a browser keeps a word of it (S-09, decision 26). */
export const GET = openEndpoint(
	({ locals }) => new Response(null, { status: 303, headers: { location: toPath(locals.lang, '/my/day'), 'cache-control': 'no-store' } })
);
