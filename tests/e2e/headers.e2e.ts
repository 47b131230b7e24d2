import { expect, test, type APIRequestContext, type APIResponse } from '@playwright/test';
import { doorPages, formAddresses, inLanguage, kitPages, personalPages, prefixes, publicPages, staticFiles, workPages } from './routes.ts';

// What a browser says when it opens a page: Kit answers forms with JSON to everyone else.
test.use({ extraHTTPHeaders: { accept: 'text/html' } });

const get = (request: APIRequestContext, path: string, headers: Record<string, string> = {}) =>
	request.get(path, { maxRedirects: 0, headers });
const everyLanguage = (paths: readonly string[]) => prefixes.flatMap((prefix) => paths.map((path) => inLanguage(prefix, path)));
const directivesOf = (answer: APIResponse): Record<string, string[] | undefined> =>
	Object.fromEntries(
		(answer.headers()['content-security-policy'] ?? '').split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)])
	);

/** What the browser is told with every answer, whatever it is about (ASVS 3.4). `hasNonce`: the one page that hydrates. */
function keepsThePolicy(answer: APIResponse, hasNonce = false): void {
	const policy = directivesOf(answer);
	const scripts = (policy['script-src'] ?? []).filter((source) => !(hasNonce && source.startsWith("'nonce-")));
	expect.soft(scripts, `scripts of ${answer.url()}`).toEqual(["'self'"]);
	expect.soft(policy['default-src']).toEqual(["'none'"]);
	expect.soft(policy['style-src']).toEqual(["'self'"]);
	for (const name of ['frame-ancestors', 'base-uri']) expect.soft(policy[name], name).toEqual(["'none'"]);
	expect.soft(policy['form-action']).toEqual(["'self'"]);
	expect.soft(policy['require-trusted-types-for']).toEqual(["'script'"]);
	expect.soft(policy['trusted-types']).not.toContain("'allow-duplicates'");
	expect.soft(answer.headers()['content-security-policy']).not.toMatch(/unsafe-(inline|eval)|https?:|\*/);
}

function keepsItsHeaders(answer: APIResponse, hasNonce = false): void {
	const headers = answer.headers();
	expect.soft(headers, `headers of ${answer.url()}, ${answer.status()}`).toMatchObject({
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'referrer-policy': expect.stringMatching(/^(same-origin|no-referrer)$/),
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'cross-origin-embedder-policy': 'require-corp',
		'permissions-policy': expect.stringContaining('geolocation=()')
	});
	// Another site may read nothing here (ASVS 3.4.2).
	for (const name of ['access-control-allow-origin', 'x-powered-by', 'server']) expect.soft(headers[name], name).toBeUndefined();
	const type = headers['content-type'] ?? '';
	if (answer.status() >= 400 && answer.status() !== 405) expect.soft(type, `type of ${answer.url()}, ${answer.status()}`).not.toBe('');
	if (/^text\/|\+xml|\/xml/.test(type)) expect.soft(type, `type of ${answer.url()}`).toMatch(/charset=utf-8/i);
	keepsThePolicy(answer, hasNonce);
}

function isPrivate(answer: APIResponse): void {
	const headers = answer.headers();
	expect.soft(headers['cache-control'], `what may keep ${answer.url()}`).toContain('no-store');
	expect.soft(headers['x-robots-tag'], `what may list ${answer.url()}`).toContain('noindex');
	expect.soft(headers['etag']).toBeUndefined();
}

test.describe('every answer carries the headers (ASVS 3.4, 4.1.1)', () => {
	test('public pages: the first answer and the kept one alike, and no cookie', async ({ request }) => {
		for (const path of everyLanguage(publicPages))
			for (const round of ['rendered', 'kept']) {
				const answer = await get(request, path);
				expect.soft(answer.status(), `${path}, ${round}`).toBe(200);
				expect.soft(answer.headers()['set-cookie']).toBeUndefined();
				expect.soft(answer.headers()['vary'], `what ${path} depends on`).toMatch(/accept-encoding/i);
				expect.soft(answer.headers()['vary']).not.toMatch(/cookie|accept-language/i);
				keepsItsHeaders(answer);
			}
	});

	test('an unchanged public page is answered with 304, with all headers', async ({ request }) => {
		await get(request, '/');
		const { etag } = (await get(request, '/')).headers();
		expect(etag).toBeTruthy();
		const again = await get(request, '/', { 'if-none-match': etag ?? '' });
		expect(again.status()).toBe(304);
		keepsItsHeaders(again);
	});

	test('doors are never kept or listed', async ({ request }) => {
		for (const path of everyLanguage(doorPages)) {
			const answer = await get(request, path);
			expect.soft(answer.status(), path).toBe(200);
			isPrivate(answer);
			keepsItsHeaders(answer);
		}
	});

	test('somebody unknown is led from a personal page to the door, and nothing is kept', async ({ request }) => {
		for (const path of everyLanguage([...personalPages, ...workPages])) {
			const answer = await get(request, path);
			expect.soft([answer.status(), answer.headers()['location']], path).toEqual([303, `${path.match(/^\/(cy|ar)/)?.[0] ?? ''}/sign-in`]);
			isPrivate(answer);
			keepsItsHeaders(answer);
		}
	});

	test('a personal page is personal however its address is written, and never shown to the next who asks', async ({
		request,
		playwright,
		baseURL
	}) => {
		await request.post('/demo', { form: { who: 'jo' }, headers: { origin: baseURL ?? '' }, maxRedirects: 0 });
		const stranger = await playwright.request.newContext(baseURL ? { baseURL } : {});
		for (const path of ['/%63onsole', '/cy/%63onsole', '/consol%65/people', '/%61r/console']) {
			const answer = await get(request, path);
			expect.soft(answer.status(), path).toBe(200);
			isPrivate(answer);
			expect.soft((await get(stranger, path)).status(), `${path}, asked by somebody else`).toBe(303);
		}
		await stranger.dispose();
	});

	test('the personal page of somebody who is signed in', async ({ request, baseURL }) => {
		const entered = await request.post('/demo', { form: { who: 'leah' }, headers: { origin: baseURL ?? '' }, maxRedirects: 0 });
		expect(entered.status()).toBe(303);
		isPrivate(entered);
		expect(entered.headers()['set-cookie']).toMatch(/HttpOnly/i);
		expect(entered.headers()['set-cookie']).toMatch(/SameSite=Lax/i);
		for (const path of personalPages) {
			const answer = await get(request, path);
			expect.soft(answer.status(), path).toBe(200);
			isPrivate(answer);
			keepsItsHeaders(answer);
		}
	});

	test('only the first page of the kit has a nonce, a new one each time', async ({ request }) => {
		const nonceOf = async (path: string) => {
			const answer = await get(request, path);
			keepsItsHeaders(answer, path === '/console/kit');
			isPrivate(answer);
			return directivesOf(answer)['script-src']?.find((source) => source.startsWith("'nonce-"));
		};
		const [first, ...others] = kitPages;
		const nonces = [await nonceOf(first ?? ''), await nonceOf(first ?? '')];
		expect(new Set(nonces.filter(Boolean)).size).toBe(2);
		for (const path of others) expect.soft(await nonceOf(path), path).toBeUndefined();
	});

	test('static files and everything the pages load', async ({ request }) => {
		const pages = await Promise.all(['/', '/console/kit'].map(async (path) => (await get(request, path)).text()));
		const named = pages.flatMap((html) => [...html.matchAll(/(?:href|src)="(\/_app\/[^"]+)"/g)].map(([, path]) => path ?? ''));
		expect(named.length).toBeGreaterThan(2);
		for (const path of new Set([...staticFiles, ...named])) {
			const [answer, again] = [await get(request, path), await get(request, path)];
			expect.soft(answer.status(), path).toBe(200);
			keepsItsHeaders(answer);
			expect.soft(await again.text(), `${path}, asked twice`).toBe(await answer.text());
		}
		expect(await (await get(request, '/offline.html')).text()).toContain('<h1>No connection</h1>');
	});

	test('what is not there, in each language and as a file', async ({ request }) => {
		for (const path of [
			...everyLanguage(['/nothing-here', '/my/nothing', '/console/kit/nothing']),
			'/_app/immutable/nothing.js',
			'/robots.txt/x',
			'/fr'
		]) {
			const answer = await get(request, path);
			expect.soft(answer.status(), path).toBe(404);
			keepsItsHeaders(answer);
		}
	});

	test('an address that cannot be read', async ({ request }) => {
		const answer = await get(request, '/%E0%A4%A');
		expect(answer.status()).toBe(400);
		keepsItsHeaders(answer);
	});

	test('methods nobody needs', async ({ request }) => {
		for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])
			for (const path of ['/', '/my', '/favicon.svg']) {
				const answer = await request.fetch(path, { method, maxRedirects: 0 });
				expect.soft([answer.status(), answer.headers()['allow']], `${method} ${path}`).toEqual([405, 'GET, HEAD, POST']);
				keepsItsHeaders(answer);
			}
	});

	test('more than a form can be', async ({ request, baseURL }) => {
		const answer = await request.post('/sign-in', {
			form: { name: 'a'.repeat(100_000) },
			headers: { origin: baseURL ?? '' },
			maxRedirects: 0
		});
		expect(answer.status()).toBe(413);
		keepsItsHeaders(answer);
	});

	test('machines', async ({ request }) => {
		for (const path of ['/healthz', '/readyz']) {
			const answer = await get(request, path);
			expect.soft(answer.status(), path).toBe(200);
			isPrivate(answer);
			keepsItsHeaders(answer);
		}
	});

	test('what a caller says about proxies changes no address (ASVS 4.1.3)', async ({ request }) => {
		const answer = await get(request, '/my', {
			'x-forwarded-proto': 'https',
			'x-forwarded-host': 'example.org',
			'x-forwarded-for': '192.0.2.1'
		});
		expect(answer.headers()['location']).toBe('/sign-in');
	});
});

const foreign: Record<string, (own: string) => Record<string, string>> = {
	'cross-site': () => ({ origin: 'https://example.org', 'sec-fetch-site': 'cross-site' }),
	'same-site': (own) => ({ origin: own.replace('localhost', 'other.localhost'), 'sec-fetch-site': 'same-site' }),
	'no Origin': () => ({}),
	'null Origin': () => ({ origin: 'null' }),
	'null Origin, cross-site': () => ({ origin: 'null', 'sec-fetch-site': 'cross-site' })
};
const bodies: Record<string, { headers?: Record<string, string>; data?: string; form?: Record<string, string> }> = {
	form: { form: { who: 'leah' } },
	JSON: { headers: { 'content-type': 'application/json' }, data: '{"who":"leah"}' },
	'plain text': { headers: { 'content-type': 'text/plain' }, data: 'who=leah' }
};

test.describe('a change that another site sent is refused (ASVS 3.5.1)', () => {
	for (const [name, headersFrom] of Object.entries(foreign))
		test(name, async ({ request, baseURL }) => {
			for (const path of formAddresses)
				for (const [kind, { headers, ...body }] of Object.entries(bodies)) {
					const answer = await request.post(path, { ...body, headers: { ...headers, ...headersFrom(baseURL ?? '') }, maxRedirects: 0 });
					expect.soft(answer.status(), `${kind} to ${path}`).toBe(403);
					expect.soft(answer.headers()['set-cookie'], path).toBeUndefined();
					keepsItsHeaders(answer);
				}
		});

	test('and our own is not', async ({ request, baseURL }) => {
		for (const path of formAddresses) {
			const answer = await request.post(path, {
				form: {},
				headers: { origin: baseURL ?? '', 'sec-fetch-site': 'same-origin' },
				maxRedirects: 0
			});
			expect.soft([403, 404, 405, 500], `${path}: ${answer.status()}`).not.toContain(answer.status());
		}
	});
});
