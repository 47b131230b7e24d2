import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { Away } from '#shared/faults.ts';
import { isForeign } from './foreign.ts';
import { isOpenData } from './open-data-path.ts';
import { openData, openPreflight, openRefusal } from './open-data.ts';

const title = (status: number) => `title ${status}`;
const asked = (headers: Record<string, string> = {}, path = '/api/oruk/services') => {
	const url = new URL(path, 'https://waymark.test');
	return { url, request: new Request(url, { headers }) } as RequestEvent;
};
const answered = (answer: Parameters<typeof openData>[1], headers: Record<string, string> = {}) => openData(title, answer)(asked(headers));

describe('the open feed over HTTP', () => {
	it('answers every site, may be kept for five minutes, and is not sent again to who has it', async () => {
		const show = () => ({ doc: { a: 1 }, modifiedAt: '2026-05-02T09:00:00.000Z' });
		const first = await answered(show);
		expect(first.status).toBe(200);
		expect(Object.fromEntries(first.headers)).toMatchObject({
			'access-control-allow-origin': '*',
			'cross-origin-resource-policy': 'cross-origin',
			'cache-control': 'public, max-age=300',
			'content-type': 'application/json',
			'last-modified': 'Sat, 02 May 2026 09:00:00 GMT'
		});
		const etag = first.headers.get('etag') ?? '';
		for (const tag of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
			const again = await answered(show, { 'if-none-match': tag });
			expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
		}
		expect((await answered(() => ({ doc: { a: 2 } }), { 'if-none-match': etag })).status).toBe(200);
	});

	it('says what is wrong as RFC 9457 writes it, and points at each parameter', async () => {
		const answer = await answered(() => ({ wrong: [{ parameter: 'page', detail: 'A number.' }] }));
		expect(answer.status).toBe(400);
		expect(answer.headers.get('content-type')).toBe('application/problem+json');
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
		expect(await answer.json()).toEqual({
			type: 'about:blank',
			title: 'title 400',
			status: 400,
			detail: 'page: A number.',
			errors: [{ detail: 'A number.', parameter: 'page', pointer: '#/query/page' }]
		});
		const missing = await answered(() => ({ missing: true }));
		expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
		const away = await answered(() => {
			throw new Away('gone');
		});
		expect([away.status, away.headers.get('retry-after'), (await away.json()) as object]).toEqual([
			503,
			'5',
			{ type: 'about:blank', title: 'title 503', status: 503 }
		]);
		await expect(
			answered(() => {
				throw new TypeError('a fault of ours');
			})
		).rejects.toThrow(TypeError);
	});

	it('sends lines as somebody takes them, and stops reading when they go away', async () => {
		const read: number[] = [];
		let isDone = false;
		async function* lines() {
			try {
				for (let n = 1; n <= 5; n++) {
					read.push(n);
					yield await Promise.resolve(`{"n":${n}}\n`);
				}
			} finally {
				isDone = true;
			}
		}
		const answer = await answered(() => ({ lines: lines() }));
		expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
		const reader = answer.body!.getReader();
		const text = new TextDecoder();
		expect(text.decode((await reader.read()).value)).toBe('{"n":1}\n');
		expect(text.decode((await reader.read()).value)).toBe('{"n":2}\n');
		expect(read).toEqual([1, 2]);
		await reader.cancel();
		expect([read, isDone]).toEqual([[1, 2], true]);
		expect(await (await answered(() => ({ lines: lines() }))).text()).toBe('{"n":1}\n{"n":2}\n{"n":3}\n{"n":4}\n{"n":5}\n');
	});

	it('lets other sites ask whether they may, and refuses every other verb', async () => {
		const may = await openPreflight(asked());
		expect([may.status, may.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD, OPTIONS']);
		const no = await openRefusal(title)(asked());
		expect([no.status, no.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
	});

	it('is the feed alone that answers other sites', () => {
		const post = (path: string) => {
			const url = new URL(path, 'https://waymark.test');
			return isForeign(new Request(url, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }), url);
		};
		expect(['/api/oruk', '/api/oruk/services'].map(isOpenData)).toEqual([true, true]);
		expect(['/api', '/api/orukx', '/my', '/en/api/oruk', '/%61pi/oruk'].map(isOpenData)).toEqual([false, false, false, false, false]);
		expect([post('/api/oruk/services'), post('/api/orukx'), post('/my/leave')]).toEqual([false, true, true]);
	});
});
