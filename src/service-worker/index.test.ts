import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { neutralPage } from './allowed.ts';

const origin = 'https://notes.example.org';
type Heard = { request?: Request; respondWith?: (answer: Promise<Response>) => void; waitUntil: (work: Promise<unknown>) => void };
const { listeners, scope } = vi.hoisted(() => {
	const heard = new Map<string, (event: never) => void>();
	return {
		listeners: heard,
		scope: {
			location: { origin: 'https://notes.example.org' },
			skipWaiting: () => Promise.resolve(),
			addEventListener: (name: string, listen: (event: never) => void) => heard.set(name, listen)
		}
	};
});
vi.mock('$app/service-worker', () => ({ self: scope }));

/** What the device holds after this: by cache, the addresses in it. */
const kept = new Map<string, Map<string, Response>>();
let answers: (request: Request) => Promise<Response>;

class AddressedRequest extends Request {
	constructor(input: string, init?: RequestInit) {
		super(new URL(input, origin), init);
	}
}

beforeAll(async () => {
	vi.stubGlobal('Request', AddressedRequest);
	vi.stubGlobal('fetch', (request: Request) => answers(request));
	vi.stubGlobal('caches', {
		open: async (name: string) => {
			const cache = kept.get(name) ?? new Map<string, Response>();
			kept.set(name, cache);
			return {
				put: async (address: string, answer: Response) => void cache.set(address, answer),
				keys: async () => [...cache.keys()],
				delete: async (address: string) => cache.delete(address)
			};
		},
		keys: async () => [...kept.keys()],
		delete: async (name: string) => kept.delete(name),
		match: async (address: string, { cacheName }: { cacheName?: string } = {}) =>
			[...kept]
				.map(([name, cache]) => (cacheName === undefined || name === cacheName ? cache.get(address)?.clone() : undefined))
				.find(Boolean)
	});
	await import('./index.ts');
});
beforeEach(() => kept.clear());

/** An answer as it comes from the network, with an address of its own. */
function from(request: Request, text: string, headers: Record<string, string> = {}): Response {
	const answer = new Response(text, { headers });
	Object.defineProperty(answer, 'url', { value: request.url });
	return answer;
}

async function tell(name: string, request?: Request): Promise<Response | undefined> {
	let work: Promise<unknown> | undefined;
	let answer: Promise<Response> | undefined;
	const event: Heard = { waitUntil: (given) => (work = given), respondWith: (given) => (answer = given), ...(request ? { request } : {}) };
	listeners.get(name)?.(event as never);
	await work;
	return answer;
}
const addresses = () => [...kept].flatMap(([name, cache]) => [...cache.keys()].map((address) => `${name} ${address}`));
const navigation = (path: string): Request => Object.defineProperty(new AddressedRequest(path), 'mode', { value: 'navigate' });

test('S-12: installing keeps the neutral page, asked for without a cookie, and clears what else was kept', async () => {
	const asked: Request[] = [];
	answers = async (request) => {
		asked.push(request);
		return from(request, 'No connection');
	};
	kept.set('older', new Map([['/my', new Response('Leah')]]));
	await tell('install');
	await tell('activate');
	expect(addresses()).toEqual([`no-connection ${neutralPage}`]);
	expect(asked.map(({ url, credentials, cache }) => [url, credentials, cache])).toEqual([[origin + neutralPage, 'omit', 'reload']]);
});

test.each([
	['says that it may not be stored', { 'cache-control': 'no-store' }],
	['is somebody’s own', { 'cache-control': 'private' }]
])('S-12: a neutral page that %s is not kept', async (_, headers) => {
	answers = async (request) => from(request, 'x', headers);
	await expect(tell('install')).rejects.toThrow();
	expect(addresses()).toEqual([]);
});

test('S-12: whatever is looked at afterwards, nothing more is kept, and personal pages and doors are not even answered', async () => {
	answers = async (request) => from(request, 'No connection');
	await tell('install');
	answers = async (request) => from(request, 'a page', { 'cache-control': 'public, max-age=60' });
	for (const path of ['/', '/safety', '/cy/rights', '/leave', '/ar'])
		expect(await (await tell('fetch', navigation(path)))?.text()).toBe('a page');
	for (const path of ['/my', '/cy/my/updates/1', '/sign-in', '/start/word', '/console', '/%6dy', '/sign-out', '/agency', '/demo'])
		expect(await tell('fetch', navigation(path)), path).toBeUndefined();
	expect(addresses()).toEqual([`no-connection ${neutralPage}`]);
});

test('S-06: without a network a public page and leaving get the neutral page; a personal page is the browser’s matter', async () => {
	answers = async (request) => from(request, 'No connection');
	await tell('install');
	answers = async () => {
		throw new TypeError('no network');
	};
	for (const path of ['/safety', '/leave', '/ar/leave'])
		expect(await (await tell('fetch', navigation(path)))?.clone().text()).toBe('No connection');
	expect(await tell('fetch', navigation('/my'))).toBeUndefined();
});

describe('P18: what somebody asked this device to keep', () => {
	const asked = () =>
		kept.set(
			'kept',
			new Map([
				['/support/kept', new Response('the list')],
				['/_app/kept.js', new Response('script')]
			])
		);
	const gone = async () => {
		throw new TypeError('no network');
	};
	beforeEach(async () => {
		answers = async (request) => from(request, 'No connection');
		await tell('install');
		answers = gone;
	});

	test('outlives a new version of the worker, which neither adds to it nor renews it', async () => {
		asked();
		answers = async (request) => from(request, 'No connection');
		await tell('install');
		await tell('activate');
		expect(addresses()).toEqual([`no-connection ${neutralPage}`, 'kept /support/kept', 'kept /_app/kept.js']);
		expect(await (await caches.match('/support/kept'))?.text()).toBe('the list');
	});

	test('is shown for the directory without a network, with its files; with a network the network answers', async () => {
		asked();
		for (const path of ['/support', '/support?s=x', '/support/kept'])
			expect(await (await tell('fetch', navigation(path)))?.text(), path).toBe('the list');
		expect(await (await tell('fetch', new AddressedRequest('/_app/kept.js')))?.text()).toBe('script');
		expect(await (await tell('fetch', navigation('/safety')))?.text()).toBe('No connection');
		answers = async (request) => from(request, 'new');
		expect(await (await tell('fetch', navigation('/support/kept')))?.text()).toBe('new');
		expect(await (await tell('fetch', new AddressedRequest('/_app/kept.js')))?.text()).toBe('new');
		expect(addresses()).toHaveLength(3);
	});

	test('where nothing was kept the directory gets the neutral page, and its files an error as without a worker', async () => {
		expect(await (await tell('fetch', navigation('/support/kept')))?.text()).toBe('No connection');
		expect((await tell('fetch', new AddressedRequest('/_app/kept.js')))?.type).toBe('error');
		expect(addresses()).toEqual([`no-connection ${neutralPage}`]);
	});

	test.each(['/leave', '/ar/leave'])('is gone before %s is answered without a network', async (path) => {
		asked();
		expect(await (await tell('fetch', navigation(path)))?.text()).toBe('No connection');
		expect(addresses()).toEqual([`no-connection ${neutralPage}`]);
	});
});
