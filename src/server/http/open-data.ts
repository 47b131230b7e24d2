import { createHash } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { Away, TooBusy } from '#shared/faults.ts';
import { openEndpoint } from './guard.ts';

/** What a machine is told: a document, lines one by one, or what was wrong with what it asked. */
type Answer =
	| { doc: object; modifiedAt?: string }
	| { lines: AsyncGenerator<string> }
	| { wrong: { parameter: string; detail: string }[] }
	| { missing: true };

/** Any site may read what this answers, and only this: nothing here depends on who asks. */
const forAll = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
const kept = 'public, max-age=300';

/** A problem as RFC 9457 writes it; `wrong` points at each parameter. */
function problem(status: 400 | 404 | 405 | 503, title: string, wrong: readonly { parameter: string; detail: string }[] = []): Response {
	const errors = wrong.map(({ parameter, detail }) => ({ detail, parameter, pointer: `#/query/${parameter}` }));
	const first = wrong[0] ? { detail: `${wrong[0].parameter}: ${wrong[0].detail}` } : {};
	return new Response(JSON.stringify({ type: 'about:blank', title, status, ...first, ...(errors.length ? { errors } : {}) }), {
		status,
		headers: {
			...forAll,
			'content-type': 'application/problem+json',
			'cache-control': 'no-store',
			...(status === 405 ? { allow: 'GET, HEAD, OPTIONS' } : {}),
			...(status === 503 ? { 'retry-after': '5' } : {})
		}
	});
}

function document({ request }: RequestEvent, doc: object, modifiedAt?: string): Response {
	const body = JSON.stringify(doc);
	const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
	const headers = {
		...forAll,
		etag,
		'cache-control': kept,
		...(modifiedAt ? { 'last-modified': new Date(modifiedAt).toUTCString() } : {})
	};
	const known = (request.headers.get('if-none-match') ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
	if (known.includes(etag.slice(2)) || known.includes('*')) return new Response(null, { status: 304, headers });
	return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}

/** Sends lines as they are read, and reads on only when somebody takes them. */
async function stream(lines: AsyncGenerator<string>): Promise<Response> {
	// The first stretch is read before anything is answered: a database that is away is said, and not cut off.
	const first = await lines.next();
	const bytes = new TextEncoder();
	let waiting: IteratorResult<string> | null = first;
	const body = new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				const next = waiting ?? (await lines.next());
				waiting = null;
				if (next.done) controller.close();
				else controller.enqueue(bytes.encode(next.value));
			},
			async cancel() {
				await lines.return(undefined);
			}
		},
		{ highWaterMark: 0 }
	);
	return new Response(body, { headers: { ...forAll, 'content-type': 'application/x-ndjson', 'cache-control': kept } });
}

/** A door of the open feed: everybody reads it, from everywhere, and nothing of the one who asks is looked at. `titleOf` says a problem in words. */
export const openData = <E extends RequestEvent>(
	titleOf: (status: 400 | 404 | 405 | 503) => string,
	read: (event: E) => Answer | Promise<Answer>
) =>
	openEndpoint(async (event: E) => {
		try {
			const answer = await read(event);
			if ('wrong' in answer) return problem(400, titleOf(400), answer.wrong);
			if ('missing' in answer) return problem(404, titleOf(404));
			return 'lines' in answer ? await stream(answer.lines) : document(event, answer.doc, answer.modifiedAt);
		} catch (e) {
			if (e instanceof Away || e instanceof TooBusy) return problem(503, titleOf(503));
			throw e;
		}
	});

/** What asks first whether another site may: it may, and only read. */
export const openPreflight = openEndpoint(
	() =>
		new Response(null, {
			status: 204,
			headers: {
				...forAll,
				'access-control-allow-methods': 'GET, HEAD, OPTIONS',
				'access-control-allow-headers': '*',
				'access-control-max-age': '86400',
				allow: 'GET, HEAD, OPTIONS'
			}
		})
);
/** Any other verb. */
export const openRefusal = (titleOf: (status: 405) => string) => openEndpoint(() => problem(405, titleOf(405)));
