import { createServer, type Server, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createReadStream, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FeedFault } from './feed-fault.ts';
import { feedAddress, isPublicAddress } from './fetch-feed-address.ts';
import { FeedWeb, type FetchOptions } from './fetch-feed.ts';
import { readCsvFolder } from './read-oruk-csv.ts';
import { readJson } from './read-oruk-json.ts';
import { readWeb } from './read-oruk-api.ts';
import { Unread, type Reading } from './read-oruk.ts';

async function all(reading: Reading): Promise<unknown[]> {
	const out: unknown[] = [];
	for await (const each of reading) out.push(each instanceof Unread ? `${each.fault.why}${each.isHole ? ' hole' : ''}` : each);
	return out;
}
const names = async (reading: Reading) =>
	(await all(reading)).map((each) => (typeof each === 'object' && each !== null && 'name' in each ? each.name : each));
const whyOf = (reading: Reading) =>
	all(reading).then(
		() => 'read',
		(e: unknown) => (e instanceof FeedFault ? e.why : String(e))
	);
/** The text in pieces of `size` bytes: nothing may hang on where the network cut it. */
async function* pieces(text: string | Buffer, size = 7): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const json = (text: string | Buffer, size?: number) => readJson(pieces(text, size));
const a = '{"id":"1","name":"A {[\\"] é"}';
const b = '{"id":"2","name":"B"}';

describe('a JSON file', () => {
	it.each([
		['a list', `[${a}, ${b}]`],
		['a list with a mark at its start', `\ufeff[${a},\n${b}]\n`],
		['a page', `{"contents":[${a},${b}]}`],
		['a page of version 1', `{"content":[${a},${b}],"totalPages":1}`],
		['one value a line', `${a}\n${b}\n`],
		['one value a line, without its last end', `${a}\r\n${b}`],
		['pages one after the other', `{"contents":[${a}]}\n{"contents":[${b}]}`],
		['an organisation with its services', `{"id":"o","name":"Org","services":[${a},${b}]}`],
		['a package', `{"services":[${a},${b}],"organizations":[]}`]
	])('is read as %s, wherever it is cut', async (_what, text) => {
		for (const size of [1, 3, 1000]) expect(await names(json(text, size))).toEqual(['A {["] é', 'B']);
	});
	it('is read as one service', async () => expect(await names(json(a))).toEqual(['A {["] é']));
	it('goes on behind a broken service, and says so', async () => {
		expect(await names(json(`[${a}, {"id": 3, "name": oops}, ${b}, 7, "word"]`))).toEqual(['A {["] é', 'json hole', 'B', 7, 'word']);
		expect(await names(json(`${a}\n{"id":,}\n${b}\n`))).toEqual(['A {["] é', 'json hole', 'B']);
	});
	it('that was cut short is no whole reading', async () => {
		expect(await names(json(`[${a}, {"id":"2","na`))).toEqual(['A {["] é', 'incomplete hole']);
		expect(await names(json(`[${a}`))).toEqual(['A {["] é', 'incomplete hole']);
	});
	it('leaves out a service that is larger than any, and holds none of it', async () => {
		const large = `{"id":"9","name":"${'x'.repeat(5_100_000)}"}`;
		expect(await names(json(`[${a},${large},${b}]`, 65_536))).toEqual(['A {["] é', 'large hole', 'B']);
	});
	it.each([
		['', 'empty'],
		['<!doctype html><h1>Not found</h1>', 'html'],
		['{"type":"FeatureCollection","features":[]}', 'geojson'],
		['{"profile":"tabular-data-package","resources":[]}', 'descriptor'],
		['{"error":"no"}', 'error'],
		['[1,2]', 'other'],
		['{"id":"1","name', 'json'],
		[Buffer.from('[{"a":1}]', 'utf16le'), 'encoding']
	])('%j is refused as a whole: %s', async (text, why) => expect(await whyOf(json(text))).toBe(why));
	it('R-18: never fails in another way, whatever it holds', async () => {
		const bits = fc.constantFrom('[', ']', '{', '}', ',', '"', '\\', ':', ' ', '\n', a, b, 'null', '1', '\0');
		await fc.assert(
			fc.asyncProperty(fc.array(bits, { maxLength: 12 }), async (parts) => {
				expect(await whyOf(json(parts.join(''), 2))).not.toMatch(/Error/);
			}),
			{ numRuns: 500 }
		);
	});
});

describe('a folder of CSV files', () => {
	const dir = 'tests/feeds/oruk/hsds-csv';
	it('is joined to services as the paged form sends them', async () => {
		const [first, second] = (await all(
			readCsvFolder({ names: readdirSync(dir), open: (name) => createReadStream(`${dir}/${name}`) })
		)) as Record<string, unknown>[];
		expect(first).toMatchObject({
			name: 'Estuary Housing Advice',
			organization: { name: 'Estuary Trust' },
			phones: [{ number: '01632 960130' }],
			attributes: [{ taxonomy_term: { name: 'Housing', taxonomy: 'Local list' } }],
			service_at_locations: [
				{ location: { name: 'Estuary Hall', addresses: [{ address_1: '3 Example Quay' }] }, schedules: [{ byday: 'MO' }] }
			]
		});
		expect(second).toMatchObject({ name: 'Estuary “Quoted”, Café' });
	});
	const folder = (files: Record<string, string | Buffer>) =>
		readCsvFolder({ names: Object.keys(files), open: (name) => pieces(files[name] ?? '') });
	it('without services is refused', async () => expect(await whyOf(folder({ 'phones.csv': 'id,number\n1,2' }))).toBe('tables'));
	it('tells of a row that cannot be read, and is read from Windows too', async () => {
		const services = Buffer.from('id,name,organization_id,status\n1,Caf\xe9,o,active\n2,x,o,active,too,many\n', 'latin1');
		expect(await names(folder({ 'services.csv': services, 'organizations.csv': 'id,name\no,Org' }))).toEqual(['row hole', 'Café']);
	});
});

describe('which addresses are asked at all (SSRF)', () => {
	it.each(
		'127.0.0.1 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.255 192.0.0.8 198.18.0.1 224.0.0.1 255.255.255.255 ::1 :: fe80::1 fc00::1 fd12:3456::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001:0:1::1 2001:db8::1 100::1 fec0::1 ::127.0.0.1 fe80::1%eth0 localhost 0x7f.1'.split(
			' '
		)
	)('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
	it.each(['93.184.215.14', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:2800:21f:cb07::1', '2a00:1450::1'])('%s is', (address) =>
		expect(isPublicAddress(address)).toBe(true)
	);
	it.each([
		'ftp://example.org',
		'file:///etc/passwd',
		'http://user:pass@example.org',
		'http://example.org:22/',
		'gopher://example.org',
		'nonsense',
		'http://'
	])('%s is no address of a feed', (address) => expect(() => feedAddress(address)).toThrow(FeedFault));
	const refused = async (address: string) => {
		const web = new FeedWeb({ quiet: 2000 });
		try {
			return await whyOf(web.stream(address));
		} finally {
			web.close();
		}
	};
	it.each([
		'http://127.0.0.1:5432/',
		'http://localhost:8080/x',
		'http://[::1]:8080/',
		'http://2130706433:8080/',
		'http://0x7f000001:8080/',
		'http://169.254.169.254/latest/meta-data',
		'http://[::ffff:127.0.0.1]:8080/'
	])('%s is refused before anything is sent', async (address) => expect(await refused(address)).toBe('private'));
});

describe('a feed on the web', () => {
	let server: Server;
	let base = '';
	let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
	const asked: string[] = [];
	beforeAll(async () => {
		server = createServer((request, response) => {
			asked.push(request.url ?? '');
			answer(request, response);
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => new Promise((done) => server.close(done)));

	const send = (response: ServerResponse, value: unknown, status = 200) => {
		response.writeHead(status, { 'content-type': 'text/plain' });
		response.end(typeof value === 'string' ? value : JSON.stringify(value));
	};
	async function at<T>(address: string, run: (reading: Reading) => Promise<T>, options: FetchOptions = {}): Promise<T> {
		const web = new FeedWeb({ mayReach: (ip) => ip === '127.0.0.1', ...options });
		asked.length = 0;
		try {
			return await run(readWeb(web, base + address));
		} finally {
			web.close();
		}
	}
	const whole = (n: number) => ({
		id: `s${n}`,
		name: `S${n}`,
		status: 'active',
		organization: { id: 'o', name: 'O' },
		phones: [{ number: '01632 960140' }]
	});
	const brief = (n: number) => ({ id: `s${n}`, name: `S${n}`, status: 'active', organization: { id: 'o', name: 'O' } });
	/** A server with `count` services, three a page. */
	const paged =
		(count: number, list: (n: number) => unknown, fails: (url: URL) => boolean = () => false) =>
		(request: IncomingMessage, response: ServerResponse) => {
			const url = new URL(request.url ?? '', base);
			if (fails(url)) return send(response, 'no', 500);
			const one = /\/services\/s(\d+)$/.exec(url.pathname);
			if (one) return send(response, whole(Number(one[1])));
			const page = Number(url.searchParams.get('page'));
			const on = [1, 2, 3].map((n) => (page - 1) * 3 + n).filter((n) => n <= count);
			return send(response, { total_items: count, total_pages: Math.ceil(count / 3), page_number: page, contents: on.map(list) });
		};

	it('is read page by page, and each record whole where the list says less', async () => {
		answer = paged(7, brief);
		expect(await at('/v3', all)).toEqual([1, 2, 3, 4, 5, 6, 7].map(whole));
		expect(asked.filter((url) => /services\?/.test(url))).toHaveLength(3);
	});
	it('is not asked for each record where its list is whole', async () => {
		answer = paged(4, whole);
		expect(await at('/services', names)).toEqual(['S1', 'S2', 'S3', 'S4']);
		// Three are asked for, to know it.
		expect(asked.filter((url) => /services\/s/.test(url))).toHaveLength(3);
	});
	it('tells of a page and of a record that cannot be read, and goes on', async () => {
		answer = paged(7, brief, (url) => url.searchParams.get('page') === '2' || url.pathname.endsWith('/s7'));
		expect(await at('', names)).toEqual(['S1', 'S2', 'S3', 'page hole', 'detail', 'total hole']);
	});
	it('ends where a server gives the same page for ever', async () => {
		answer = (_request, response) => send(response, { contents: [whole(1)] });
		expect(await at('/services', names)).toEqual(['S1']);
	});
	it('is read as a file where it is one', async () => {
		answer = (request, response) =>
			request.url === '/feed.json' || request.url === '/feed' ? send(response, [whole(1), whole(2)]) : send(response, 'no', 404);
		expect(await at('/feed.json', names)).toEqual(['S1', 'S2']);
		expect(await at('/feed', names)).toEqual(['S1', 'S2']);
	});
	it('is unpacked, and no small file becomes a large one', async () => {
		const gzip = (value: string) => (_request: IncomingMessage, response: ServerResponse) => {
			response.writeHead(200, { 'content-encoding': 'gzip' });
			response.end(gzipSync(value));
		};
		answer = gzip(JSON.stringify([whole(1)]));
		expect(await at('/a.json', names)).toEqual(['S1']);
		answer = gzip(`[${' '.repeat(3_000_000)}]`);
		expect(await at('/a.json', whyOf, { total: 1_000_000 })).toBe('size');
		answer = gzip(`[${' '.repeat(3_000_000)}]`);
		expect(await at('/services', whyOf, { page: 1_000_000 })).toBe('size');
	});
	it('follows three redirects, checks each, and no more', async () => {
		const go = (to: string) => (_request: IncomingMessage, response: ServerResponse) => {
			response.writeHead(302, { location: to });
			response.end();
		};
		for (const [to, why] of [
			['http://169.254.169.254/latest', 'private'],
			['http://[::1]:8080/', 'private'],
			['file:///etc/passwd', 'address'],
			['/again.json', 'redirects']
		] as const) {
			answer = go(to);
			expect([to, await at('/a.json', whyOf)]).toEqual([to, why]);
		}
		expect(asked).toHaveLength(4);
		answer = (request, response) => (request.url === '/b.json' ? send(response, [whole(1)]) : go('/b.json')(request, response));
		expect(await at('/a.json', names)).toEqual(['S1']);
	});
	it('is left when it stays silent, or never ends', async () => {
		answer = () => {};
		expect(await at('/a.json', whyOf, { quiet: 150 })).toBe('time');
		answer = (_request, response) => {
			response.write('[');
			const drip = setInterval(() => response.write(' '), 20);
			response.on('close', () => clearInterval(drip));
		};
		expect(await at('/a.json', whyOf, { whole: 300 })).toBe('time');
	});
	it('gets nothing of ours', async () => {
		let headers: IncomingMessage['headers'] = {};
		answer = (request, response) => {
			headers = request.headers;
			send(response, [whole(1)]);
		};
		await at('/a.json', all);
		expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
	});
	it('cut off in the middle is a fault of the network, and no whole feed', async () => {
		answer = (_request, response) => {
			response.writeHead(200, { 'content-length': '1000' });
			response.write(`[${JSON.stringify(whole(1))},`);
			setTimeout(() => response.destroy(), 50);
		};
		expect(await at('/a.json', whyOf)).toBe('network');
	});
});
