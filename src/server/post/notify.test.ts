import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notifyPost } from './notify.ts';
import type { Channel, Parcel } from './port.ts';

const service = '11111111-2222-4333-8444-555555555555';
const secret = '66666666-7777-4888-9999-aaaaaaaaaaaa';
const templates = { text: randomUUID(), email: randomUUID(), post: randomUUID() };
const parcel = (channel: Channel, to: string): Parcel => ({
	key: 'our-key',
	channel,
	to,
	subject: 'An update',
	text: 'You have an update.'
});

/** A GOV.UK Notify that answers in the shapes of its published response schemas. */
const template = { id: templates.text, version: 1, uri: 'https://example.org/template' };
const accepted = (id: string) => ({
	id,
	reference: 'our-key',
	content: { body: 'x', from_number: 'GOVUK' },
	uri: `https://example.org/${id}`,
	template
});
const refused = (status: number, error: string, message: string) => ({ status_code: status, errors: [{ error, message }] });
const stored = (id: string, status: string) => ({
	...{
		id,
		reference: 'our-key',
		type: 'sms',
		status,
		template,
		body: 'x',
		created_at: '2026-06-02T10:00:00Z',
		sent_at: null,
		completed_at: null
	},
	...{ email_address: null, phone_number: '01632960000', postcode: null },
	...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`line_${n}`, null]))
});

type Asked = { path: string; body: Record<string, unknown>; authorization: string };
let server: Server;
let asked: Asked[];
let answer: (asked: Asked, response: ServerResponse) => void;
const say = (status: number, body: unknown) => (_: Asked, response: ServerResponse) =>
	void response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
const post = (more = {}) =>
	notifyPost({ key: `hub-${service}-${secret}`, templates, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...more });

beforeAll(async () => {
	const listen = async (request: IncomingMessage, response: ServerResponse) => {
		let text = '';
		for await (const chunk of request) text += String(chunk);
		const one = {
			path: request.url ?? '',
			body: JSON.parse(text || '{}') as Record<string, unknown>,
			authorization: request.headers.authorization ?? ''
		};
		asked.push(one);
		answer(one, response);
	};
	server = createServer((request, response) => void listen(request, response));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
beforeEach(() => {
	asked = [];
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

describe('GOV.UK Notify', () => {
	it('hands over a text, an e-mail and a letter, each with our key, signed with the secret of the service', async () => {
		const id = randomUUID();
		answer = say(201, accepted(id));
		for (const [channel, to] of [
			['text', '01632 960000'],
			['email', 'sam@example.org'],
			['post', '1 Example Row\nHull\nHU1 1AA']
		] as const)
			expect(await post().hand(parcel(channel, to))).toEqual({ came: 'taken', reference: id });
		expect(asked.map(({ path }) => path)).toEqual(['sms', 'email', 'letter'].map((one) => `/v2/notifications/${one}`));
		expect(asked.map(({ body }) => body)).toMatchObject([
			{ phone_number: '01632 960000', template_id: templates.text, reference: 'our-key', personalisation: { text: 'You have an update.' } },
			{ email_address: 'sam@example.org', reference: 'our-key', personalisation: { subject: 'An update' } },
			{ reference: 'our-key', personalisation: { address_line_1: '1 Example Row', address_line_3: 'HU1 1AA' } }
		]);
		const [head = '', said = '', signed] = (asked[0]?.authorization ?? '').replace('Bearer ', '').split('.');
		expect(createHmac('sha256', secret).update(`${head}.${said}`).digest('base64url')).toBe(signed);
		expect(JSON.parse(Buffer.from(said, 'base64url').toString())).toMatchObject({ iss: service });
		expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT' });
	});

	it.each([
		['a number that is none', say(400, refused(400, 'ValidationError', 'phone_number Not enough digits')), 'permanent'],
		['a team key', say(400, refused(400, 'BadRequestError', 'Can’t send to this recipient using a team-only API key')), 'refused'],
		['a wrong secret', say(403, refused(403, 'AuthError', 'Invalid token: signature')), 'refused'],
		['too many', say(429, refused(429, 'RateLimitError', 'Exceeded rate limit')), 'temporary'],
		['a fault of theirs', say(500, refused(500, 'Exception', 'Internal server error')), 'unknown'],
		['a page instead of an answer', say(502, '<html>Bad gateway</html>'), 'unknown'],
		['taken, in words nobody can read', say(201, 'ok'), 'unknown'],
		['taken, without a name for it', say(201, { id: 7 }), 'unknown'],
		['no answer in time', () => undefined, 'unknown'],
		['a line that breaks', (_: Asked, response: ServerResponse) => void response.destroy(), 'unknown']
	])('R-06 %s', async (_, how, came) => {
		answer = how;
		expect(await post({ timeout: 200 }).hand(parcel('text', '01632 960000'))).toMatchObject({ came });
	});

	it('R-06 nobody there at all: nothing left, so it may be tried again', async () => {
		expect(await post({ base: 'http://127.0.0.1:9' }).hand(parcel('text', '01632 960000'))).toMatchObject({
			came: expect.stringMatching(/temporary|unknown/)
		});
	});

	it('R-06 is asked for our key before anything is sent again', async () => {
		const id = randomUUID();
		answer = say(200, { notifications: [stored(id, 'sending')], links: { current: 'https://example.org' } });
		expect(await post().find?.('our-key')).toEqual({ reference: id });
		expect(asked[0]?.path).toBe('/v2/notifications?reference=our-key');
		expect(await post().find?.('another')).toBe('not_there');
		answer = say(500, 'garbage');
		expect(await post().find?.('our-key')).toBe('unasked');
	});

	it.each([
		['created', 'on_its_way'],
		['sending', 'on_its_way'],
		['pending-virus-check', 'on_its_way'],
		['delivered', 'delivered'],
		['received', 'delivered'],
		['permanent-failure', 'permanent'],
		['temporary-failure', 'temporary'],
		['technical-failure', 'temporary']
	])('a receipt that says %s', async (status, came) => {
		const id = randomUUID();
		answer = say(200, stored(id, status));
		expect(await post().follow?.(id)).toBe(came);
		answer = say(404, refused(404, 'NoResultFound', 'No result found'));
		expect(await post().follow?.(id)).toBeNull();
	});

	it('a key that is none is refused at once, without repeating it', () => {
		expect(() => post({ key: 'not-a-key' })).toThrow(/^this is no key of GOV.UK Notify$/);
	});
});
