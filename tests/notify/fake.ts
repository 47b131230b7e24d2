import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultsIn } from './shapes.ts';

export const service = '11111111-2222-4333-8444-555555555555';
export const secret = '66666666-7777-4888-9999-aaaaaaaaaaaa';
export const key = `hub-${service}-${secret}`;
export const templates = { text: randomUUID(), email: randomUUID(), post: randomUUID() };

/** What it answers: a body with a status, or one of the ways in which an answer does not come. */
export type Answer = { status: number; body: unknown } | 'silence' | 'cut' | 'half' | 'slow';
export type Asked = {
	method: string;
	path: string;
	kind: 'sms' | 'email' | 'letter' | 'list' | 'one' | 'none';
	body: Record<string, unknown>;
};
const channelOf = { sms: 'text', email: 'email', letter: 'post' } as const;

/** What Notify would refuse about this token: signed with the secret of the service, and not older or newer than thirty seconds. */
function faultsInToken(header: string | undefined): string[] {
	const [head = '', said = '', signed = '', ...more] = (header ?? '').replace(/^Bearer /, '').split('.');
	const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString() || '{}') as Record<string, unknown>;
	const faults = [];
	if (!header?.startsWith('Bearer ') || more.length) faults.push('no bearer token of three parts');
	if (createHmac('sha256', secret).update(`${head}.${said}`).digest('base64url') !== signed) faults.push('signature');
	if (JSON.stringify(parse(head)) !== '{"alg":"HS256","typ":"JWT"}') faults.push('head');
	const { iss, iat, ...rest } = parse(said);
	if (iss !== service) faults.push('iss');
	if (!Number.isInteger(iat) || Math.abs(Date.now() / 1000 - Number(iat)) > 30) faults.push('iat');
	if (Object.keys(rest).length) faults.push('more claims');
	return faults;
}

function kindOf(method: string, path: string): Asked['kind'] {
	const sent = /^\/v2\/notifications\/(sms|email|letter)$/.exec(path)?.[1];
	if (method === 'POST') return (sent as 'sms' | undefined) ?? 'none';
	if (/^\/v2\/notifications\?reference=[^&]+$/.test(path)) return 'list';
	return /^\/v2\/notifications\/[0-9a-fA-F-]{36}$/.test(path) ? 'one' : 'none';
}

/** A GOV.UK Notify on a socket: it holds every request of ours to the published schemas, and answers as it is told. `wrong` says what it would have refused. */
export async function startNotify(answer: (asked: Asked) => Answer) {
	const asked: Asked[] = [];
	const wrong: string[] = [];
	const listen = async (request: IncomingMessage, response: ServerResponse) => {
		let text = '';
		for await (const chunk of request) text += String(chunk);
		const [method, path] = [request.method ?? '', request.url ?? ''];
		const one: Asked = { method, path, kind: kindOf(method, path), body: JSON.parse(text || '{}') as Record<string, unknown> };
		asked.push(one);
		wrong.push(...faultsInToken(request.headers.authorization));
		if (one.kind === 'none') wrong.push(`no such address: ${method} ${path}`);
		if (one.kind === 'sms' || one.kind === 'email' || one.kind === 'letter') {
			wrong.push(...faultsIn(`ask_${one.kind}`, one.body));
			if (one.body.template_id !== templates[channelOf[one.kind]]) wrong.push('another template');
			if (request.headers['content-type'] !== 'application/json') wrong.push('content type');
		}
		say(response, answer(one));
	};
	const server = createServer((request, response) => void listen(request, response));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		wrong,
		close,
		become: (next: typeof answer) => (answer = next)
	};
}
export type FakeNotify = Awaited<ReturnType<typeof startNotify>>;

function say(response: ServerResponse, answer: Answer): void {
	if (answer === 'silence') return;
	if (answer === 'cut') return void response.destroy();
	const json = { 'content-type': 'application/json' };
	if (answer === 'half') {
		response.writeHead(201, { ...json, 'content-length': '400' }).write('{"id": "740e5834');
		return void setImmediate(() => response.destroy());
	}
	if (answer === 'slow') return void response.writeHead(201, json).write('{"id": "');
	const { status, body } = answer;
	response.writeHead(status, json).end(typeof body === 'string' ? body : JSON.stringify(body));
}
