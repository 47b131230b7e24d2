import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { withCharset } from './content-type.ts';

async function typeOf(answer: RequestListener): Promise<string | null> {
	const server = createServer((req, res) => {
		withCharset(res);
		answer(req, res);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	const { headers } = await fetch(`http://127.0.0.1:${port}`);
	server.close();
	return headers.get('content-type');
}

test.each([
	['text/css', 'text/css; charset=utf-8'],
	['image/svg+xml', 'image/svg+xml; charset=utf-8'],
	['text/html;charset=utf-8', 'text/html;charset=utf-8'],
	['application/json', 'application/json'],
	['image/png', 'image/png']
])('ASVS 4.1.1: %s is sent as %s', async (given, sent) => {
	expect(await typeOf((_, res) => res.writeHead(200, { 'Content-Type': given }).end('a'))).toBe(sent);
	expect(await typeOf((_, res) => res.setHeader('content-type', given).end('a'))).toBe(sent);
});

test('a refusal without a type is plain text, an answer that leads on stays without', async () => {
	expect(await typeOf((_, res) => res.writeHead(403).end('no'))).toBe('text/plain; charset=utf-8');
	expect(await typeOf((_, res) => res.writeHead(204).end())).toBe(null);
});
