import { openEndpoint } from '#server/http/guard.ts';

export const GET = openEndpoint(
	() => new Response('ok\n', { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
);
