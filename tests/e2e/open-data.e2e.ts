import { expect, test } from '@playwright/test';

const id = '0193c000-0000-7000-9000-000000000001';
const paths = ['/', '', '/services', '/services/', '/taxonomies', '/taxonomy_terms', '/service_at_locations'].map(
	(path) => `/api/oruk${path}`
);
const elsewhere = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };

test.describe('the open feed', () => {
	test('T33: each of its paths answers any site, with or without a stroke at the end', async ({ request }) => {
		for (const path of paths) {
			const answer = await request.get(path, { headers: elsewhere, maxRedirects: 0 });
			expect.soft(answer.status(), path).toBe(200);
			expect.soft(answer.headers(), path).toMatchObject({
				'access-control-allow-origin': '*',
				'cache-control': 'public, max-age=300',
				'content-type': 'application/json',
				'x-content-type-options': 'nosniff'
			});
			expect.soft(answer.headers()['set-cookie'], path).toBeUndefined();
			const again = await request.get(path, { headers: { 'if-none-match': answer.headers()['etag'] ?? '' } });
			expect.soft(again.status(), path).toBe(304);
		}
		const terms = (await (await request.get('/api/oruk/taxonomy_terms?per_page=2')).json()) as { contents: { id: string; name: string }[] };
		expect(await (await request.get(`/api/oruk/taxonomy_terms/${terms.contents[0]?.id}`)).json()).toEqual(terms.contents[0]);
		const stream = await request.get('/api/oruk/services?format=ndjson');
		expect([stream.status(), stream.headers()['content-type']]).toEqual([200, 'application/x-ndjson']);
	});

	test('what is wrong is said the way machines read it, to any site', async ({ request }) => {
		const cases: [string, string, number][] = [
			['GET', '/api/oruk/services?page=1000000001', 400],
			['GET', '/api/oruk/services?search=%00%F0%9F%92%A5', 200],
			['GET', '/api/oruk/service_at_locations?postcode=nowhere', 400],
			['GET', `/api/oruk/services/${id}`, 404],
			['GET', "/api/oruk/services/'%3B drop table service", 404],
			['GET', '/api/oruk/organizations', 404],
			['POST', '/api/oruk/services', 405],
			['PUT', '/api/oruk/services', 405],
			['DELETE', `/api/oruk/services/${id}`, 405]
		];
		for (const [method, path, status] of cases) {
			// JSON, as a machine would send it: a form of another site is turned away by Kit before anything of ours.
			const body = method === 'GET' ? {} : { data: { name: 'x' } };
			const answer = await request.fetch(path, { method, headers: elsewhere, maxRedirects: 0, ...body });
			expect.soft(answer.status(), `${method} ${path}`).toBe(status);
			expect.soft(answer.headers()['access-control-allow-origin'], path).toBe('*');
			if (status !== 200) {
				expect.soft(answer.headers()['content-type'], path).toBe('application/problem+json');
				expect.soft(await answer.json(), path).toMatchObject({ status, title: expect.stringMatching(/\w/) as unknown });
			}
		}
	});

	test('a browser of another site reads it and nothing else of ours', async ({ request }) => {
		const may = await request.fetch('/api/oruk/services', {
			method: 'OPTIONS',
			headers: { ...elsewhere, 'access-control-request-method': 'GET' }
		});
		expect([may.status(), may.headers()['access-control-allow-origin'], may.headers()['access-control-allow-methods']]).toEqual([
			204,
			'*',
			'GET, HEAD, OPTIONS'
		]);
		for (const path of ['/', '/sign-in', '/healthz', '/api', '/api/orukx']) {
			const answer = await request.get(path, { headers: elsewhere, maxRedirects: 0 });
			expect.soft(answer.headers()['access-control-allow-origin'], path).toBeUndefined();
		}
		expect((await request.fetch('/sign-in', { method: 'OPTIONS', headers: elsewhere })).status()).toBe(405);
	});
});
